/** The time slider below the free window: the map at any past day. */
import type { TimeSliderProps } from '../../explore/slots.tsx';

export default function TimeSlider(_: TimeSliderProps) {
  return null;
}
