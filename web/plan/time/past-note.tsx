/** Above the legends while they count another day than today. */
import { momentWords } from '../../../data/china-day.ts';
import type { MapTime } from '../../map/props.ts';
import { useTimeTexts } from './texts.ts';
import './time.css';

export default function PastNote({ time }: { time: MapTime }) {
  const t = useTimeTexts();
  return (
    <p className="past-note caption">
      <b>{t.counted(momentWords(time.at), t[time.mode])}</b> {t.present}
    </p>
  );
}
