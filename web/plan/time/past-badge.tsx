/** On the bar on top while the map shows another day than today: which day, and the way back. */
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react';
import { momentWords } from '../../../data/china-day.ts';
import type { MapTime } from '../../map/props.ts';
import { useTimeTexts } from './texts.ts';
import './time.css';

export default function PastBadge({ time, onToday }: { time: MapTime; onToday: () => void }) {
  const t = useTimeTexts();
  return (
    <span className="past-badge" role="status">
      <IconHistory size={15} stroke={1.75} aria-hidden="true" />
      <b>{t.past(momentWords(time.at).slice(0, 16))}</b>
      <span className="past-mode">{t[time.mode]}</span>
      <button type="button" className="button quiet" onClick={onToday} title={t.backToday}>
        <IconArrowBackUp size={15} stroke={1.75} aria-hidden="true" />
        <span>{t.backToday}</span>
      </button>
    </span>
  );
}
