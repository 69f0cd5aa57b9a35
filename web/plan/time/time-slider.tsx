/** The time slider below the free window: the map at any past day, with the changes of grades behind it. */
import {
  IconArrowBackUp,
  IconColumns2,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';
import { chinaDay, dayOfMoment, momentWords } from '../../../data/china-day.ts';
import { readHistory } from '../../api.ts';
import type { TimeSliderProps } from '../../explore/slots.tsx';
import { LAYERS_WITH_PAST } from '../../map/past.ts';
import type { MapTime } from '../../map/props.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { ChangeList } from './change-list.tsx';
import { dayAfter, daysBetween, LONG_STEP_DAYS, marksOf, SLIDER_DAYS, STEP_DAYS, stepped } from './days.ts';
import { HistoryBars } from './history-bars.tsx';
import { useTimeTexts } from './texts.ts';
import { useSteps } from './use-steps.ts';
import './time.css';

/** While the handle is dragged the map waits so long for it to rest, ms. */
const REST_MS = 200;
const PLAY_MS = 1_200;

export default function TimeSlider({
  fresh,
  shown,
  onShown,
  onCompare,
  view,
  onSelect,
  onGo,
}: TimeSliderProps) {
  const { f } = useLanguage();
  const t = useTimeTexts();
  const [today] = useState(() => chinaDay(new Date()));
  const first = dayAfter(today, -SLIDER_DAYS);
  const { time } = shown;
  const mode = time?.mode ?? 'was';
  /** Where the handle is, ahead of the map while it moves. */
  const [moving, setMoving] = useState<string | null>(null);
  const [playing, setPlaying] = useState(false);
  const [listed, setListed] = useState(false);
  const day = moving ?? (time ? dayOfMoment(time.at) : today);
  const layers = Object.entries(shown.layers)
    .filter(([id, layer]) => layer.on && LAYERS_WITH_PAST.has(id))
    .map(([id]) => id)
    .sort()
    .join(',');
  const history = useRemote(layers && `${fresh} ${first} ${today} ${mode} ${layers}`, () =>
    readHistory({ from: first, to: today, mode, layer: layers }),
  );

  const show = useCallback(
    (at: string, as: MapTime['mode'] = mode) =>
      onShown({ ...shown, time: at === today ? null : { at, mode: as } }),
    [shown, onShown, mode, today],
  );
  useEffect(() => {
    if (moving === null) return;
    const timer = setTimeout(() => {
      show(moving);
      setMoving(null);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [moving, show]);
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      const next = stepped(day, STEP_DAYS * 2, first, today);
      if (next === today) setPlaying(false);
      show(next);
    }, PLAY_MS);
    return () => clearTimeout(timer);
  }, [playing, day, first, today, show]);

  const steps = useSteps({ shown, layers, view, onShown });
  const step = (to: 'previous' | 'next') => {
    setPlaying(false);
    setMoving(null);
    void steps.go(to);
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.key === ',' || event.key === '.') {
      event.preventDefault();
      step(event.key === ',' ? 'previous' : 'next');
      return;
    }
    const days = event.shiftKey ? LONG_STEP_DAYS : STEP_DAYS;
    const stepsByKey: Record<string, string> = {
      ArrowLeft: stepped(day, -days, first, today),
      ArrowDown: stepped(day, -days, first, today),
      ArrowRight: stepped(day, days, first, today),
      ArrowUp: stepped(day, days, first, today),
      PageDown: stepped(day, -LONG_STEP_DAYS, first, today),
      PageUp: stepped(day, LONG_STEP_DAYS, first, today),
      Home: first,
      End: today,
      ...(time ? { Escape: today } : {}),
    };
    const next = stepsByKey[event.key];
    if (next === undefined) return;
    event.preventDefault();
    // Esc here means the day, not the card
    event.stopPropagation();
    setPlaying(false);
    if (event.key === 'Escape') {
      setMoving(null);
      show(today);
    } else setMoving(next);
  };

  const by = history.data?.by ?? 'week';
  const bar = history.data?.bars.findLast(({ from }) => from <= day);
  const changed =
    bar && daysBetween(bar.from, day) < 31 ? bar.up + bar.down + bar.assessed + bar.withdrawn : 0;
  const said = day === today ? t.today : t.recoloured[by];
  /** The clock of China, while an instant of the day is shown. */
  const instant = moving === null && time && time.at.length > 10 ? momentWords(time.at).slice(11) : null;
  return (
    <section className="time-slider panel" aria-label={t.slider}>
      <button
        type="button"
        className="button quiet icon"
        aria-label={playing ? t.pause : t.play}
        title={playing ? t.pause : t.play}
        onClick={() => {
          if (!playing && day === today) show(first);
          setPlaying(!playing);
        }}
      >
        {playing ? <IconPlayerPause size={18} stroke={1.75} /> : <IconPlayerPlay size={18} stroke={1.75} />}
      </button>
      <button
        type="button"
        className="button quiet icon"
        aria-label={t.previous}
        title={t.previous}
        disabled={!layers || steps.busy}
        onClick={() => step('previous')}
      >
        <IconPlayerTrackPrev size={18} stroke={1.75} />
      </button>
      <button
        type="button"
        className="button quiet icon"
        aria-label={t.next}
        title={t.next}
        disabled={!layers || !time || steps.busy}
        onClick={() => step('next')}
      >
        <IconPlayerTrackNext size={18} stroke={1.75} />
      </button>
      <div className="time-track">
        <HistoryBars history={history.data} first={first} today={today} day={day} />
        <input
          type="range"
          min={0}
          max={SLIDER_DAYS}
          step={1}
          value={daysBetween(first, day)}
          aria-label={t.slider}
          aria-valuetext={instant && time ? momentWords(time.at) : day === today ? t.today : day}
          aria-keyshortcuts="ArrowLeft ArrowRight Shift+ArrowLeft Shift+ArrowRight Escape"
          title={t.about}
          onChange={(event) => {
            setPlaying(false);
            setMoving(dayAfter(first, Number(event.target.value)));
          }}
          onKeyDown={onKey}
        />
        <div className="time-marks micro" aria-hidden="true">
          {marksOf(first, today).map(({ label, share }) => (
            <span key={label} style={{ left: `${share * 100}%` }}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <button
        type="button"
        className="time-day"
        aria-expanded={listed}
        title={t.what}
        onClick={() => setListed(!listed)}
      >
        <b>{day}</b>
        <span className="caption muted">
          {steps.none
            ? t[steps.none]
            : instant
              ? `${t.clock(instant)}${steps.changes ? ` · ${t.changes(f.count(steps.changes))}` : ''}`
              : `${said} · ${changed > 0 ? t.changes(f.count(changed)) : t.none}`}
        </span>
      </button>
      {time && (
        <button
          type="button"
          className="button quiet icon"
          aria-label={t.compare}
          title={t.compare}
          onClick={() => {
            setPlaying(false);
            onCompare();
          }}
        >
          <IconColumns2 size={18} stroke={1.75} />
        </button>
      )}
      {time && (
        <button
          type="button"
          className="button quiet icon time-back"
          aria-label={t.backToday}
          title={t.backToday}
          onClick={() => {
            setPlaying(false);
            setMoving(null);
            show(today);
          }}
        >
          <IconArrowBackUp size={18} stroke={1.75} />
        </button>
      )}
      {(listed || time) && (
        <fieldset
          className="time-mode"
          aria-label={t.mode}
          title={mode === 'was' ? t.wasAbout : t.knownAbout}
        >
          {(['was', 'known'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="caption"
              aria-pressed={mode === one}
              disabled={!time}
              onClick={() => show(time?.at ?? day, one)}
            >
              {t[one]}
            </button>
          ))}
        </fieldset>
      )}
      {listed && (
        <ChangeList
          day={day}
          today={today}
          mode={mode}
          layers={layers}
          fresh={fresh}
          view={view}
          onClose={() => setListed(false)}
          onSelect={onSelect}
          onGo={onGo}
        />
      )}
    </section>
  );
}
