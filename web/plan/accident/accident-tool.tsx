/** An accident on the map: what is released where and in which weather, and what it does to whom. */
import { IconChevronLeft, IconPrinter } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { substanceName } from '../../../data/scenarios/possible.ts';
import { NOTHING_DRAWN } from '../../map/drawn.ts';
import type { LonLat } from '../../map/props.ts';
import { PHONE, useMedia } from '../../parts/media.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import { AccidentSheet } from './accident-sheet.tsx';
import { type AccidentAnswer, askAccident, readStation, readWindRose } from './answer.ts';
import { BasisPart } from './basis-part.tsx';
import { handlesOf, timeText, zoneShapes } from './drawing.ts';
import {
  type AccidentQuestion,
  FIRST_QUESTION,
  inputsOf,
  missingOf,
  noDataOf,
  placeOf,
  type Subject,
  scenarioFor,
  unitOf,
} from './question.ts';
import { ResultPart } from './result-part.tsx';
import { ReleasePart, ScenarioPart } from './scenario-part.tsx';
import { SubjectPart } from './subject-part.tsx';
import { TEXTS } from './texts.ts';
import { useMinute } from './use-minute.ts';
import { useSettled } from './use-settled.ts';
import { takenFrom, WeatherPart } from './weather-part.tsx';
import { peopleText } from './zones-table.tsx';
import '../plan.css';
import './accident.css';

const TABS = ['ask', 'result', 'basis'] as const;
type Tab = (typeof TABS)[number];

export default function AccidentTool(props: ToolProps) {
  const { open, fresh, selected, request, onDraw, onSelect, onGo, snapshot, onClose } = props;
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const [written, setQuestion] = useState<AccidentQuestion>(FIRST_QUESTION);
  const [tab, setTab] = useState<Tab>('ask');
  // a phone's panel makes way for the map while a place is awaited: there only by its button
  const phone = useMedia(PHONE);
  const form = useRef<HTMLFormElement>(null);
  const [placing, setPlacing] = useState<'release' | 'receptor' | null>(null);
  const change = useCallback(
    (part: Partial<AccidentQuestion>) => setQuestion((before) => ({ ...before, ...part })),
    [],
  );
  const question = useMemo(() => ({ ...written, scenario: scenarioFor(written) }), [written]);

  const chooseSubject = useCallback((subject: Subject) => {
    setPlacing(null);
    setQuestion((before) => ({
      ...before,
      subject,
      // any place begins where the unit was
      point: subject.kind === 'place' ? placeOf(before) : null,
      massKg: null,
      receptor: subject.kind === 'place' ? before.receptor : null,
      ...(subject.kind === 'unit' ? { substance: null } : {}),
    }));
  }, []);

  useEffect(() => {
    if (!request) return;
    const { object, name, at } = request;
    chooseSubject(
      object?.layer === 'major_hazards'
        ? { kind: 'unit', unit: { id: object.id, name: name ?? object.id, at } }
        : { kind: 'place' },
    );
    if (object?.layer !== 'major_hazards') change({ point: at });
    setTab('ask');
  }, [request, chooseSubject, change]);

  const minute = useMinute(open);
  const rose = useRemote(`rose ${fresh}`, readWindRose);
  const station = useRemote(rose.data?.station ? `station ${fresh} ${minute}` : null, readStation);
  useEffect(() => {
    const taken = takenFrom('frequent', null, rose.data, null);
    if (taken) setQuestion((before) => (before.weather ? before : { ...before, weather: taken }));
  }, [rose.data]);

  const inputs = useMemo(() => inputsOf(question), [question]);
  const settled = useSettled(inputs && JSON.stringify(inputs), 250);
  const answer = useRemote<AccidentAnswer>(settled && `${settled} ${fresh}`, (signal) => {
    if (!settled) throw new Error('Nothing was asked');
    return askAccident(JSON.parse(settled), signal);
  });
  // an accident that is not asked any more is not answered any more
  const shown = inputs && !answer.problem ? answer.data : null;

  const shapes = useMemo(() => (shown ? zoneShapes(shown, t, f) : []), [shown, t, f]);
  const handles = useMemo(() => handlesOf(question, t), [question, t]);
  const onPoint = useMemo(
    () =>
      placing
        ? (at: LonLat) => {
            change(placing === 'release' ? { point: at } : { receptor: at });
            setPlacing(null);
          }
        : tab === 'result' && shown && !phone
          ? (at: LonLat) => change({ receptor: at })
          : null,
    [placing, tab, shown, phone, change],
  );
  const onHandle = useCallback(
    (id: string, at: LonLat, done: boolean) => {
      if (done) change(id === 'release' ? { point: at } : { receptor: at });
    },
    [change],
  );
  const drawn = placeOf(question) !== null || question.receptor !== null;
  useEffect(() => {
    onDraw(
      drawn || placing
        ? { field: null, shapes, handles, onPoint: open ? onPoint : null, onHandle }
        : NOTHING_DRAWN,
    );
  }, [onDraw, drawn, placing, shapes, handles, open, onPoint, onHandle]);

  // a new place or substance brings its zones into view once
  const framed = useRef('');
  useEffect(() => {
    if (!shown || answer.loading) return;
    const subject = JSON.stringify([unitOf(question.subject)?.id, question.subject.kind, shown.substance.id]);
    if (framed.current === subject) return;
    framed.current = subject;
    const box = boxOf(shown);
    if (box) onGo(box);
  }, [shown, answer.loading, question.subject, onGo]);

  /** What is being printed: as it was when the button was pressed. */
  const [sheet, setSheet] = useState<{
    readonly question: AccidentQuestion;
    readonly answer: AccidentAnswer;
    readonly picture: string | null;
  } | null>(null);
  const closeSheet = useCallback(() => setSheet(null), []);
  const print = async (printed: AccidentAnswer) => {
    // a sheet without a map is better than none
    const picture = await snapshot().catch(() => null);
    setSheet({ question, answer: printed, picture });
  };

  const missing = missingOf(question);
  const unknown = noDataOf(question);
  return (
    <form ref={form} className="accident query" onSubmit={(event) => event.preventDefault()}>
      <div className="accident-head">
        <header className="panel-head">
          <h2>{t.title}</h2>
          <span className="spread" />
          {onClose && (
            <button type="button" className="button quiet icon small" aria-label={t.close} onClick={onClose}>
              <IconChevronLeft size={16} stroke={1.75} />
            </button>
          )}
        </header>
        <Tabs
          tab={tab}
          onTab={(next) => {
            setTab(next);
            form.current?.parentElement?.scrollTo(0, 0);
          }}
        />
        <div className="accident-strip" role="status" aria-live="polite">
          {answer.slow && <i className="loading-line" aria-hidden="true" />}
          {unknown ? (
            <span className="attention">{t.noneKnown(of(substanceName(unknown)))}</span>
          ) : missing.length > 0 ? (
            <span className="muted">{t.stillMissing(missing.map((one) => t.missing[one]).join(t.and))}</span>
          ) : shown ? (
            <Headline answer={shown} />
          ) : answer.problem ? null : (
            <span className="muted">{t.asking}</span>
          )}
        </div>
      </div>
      {answer.problem && missing.length === 0 && <Trouble problem={answer.problem} again={answer.again} />}
      <div
        role="tabpanel"
        id={`accident-${tab}`}
        aria-labelledby={`accident-tab-${tab}`}
        className="accident-body"
      >
        {tab === 'ask' && (
          <>
            <SubjectPart
              question={question}
              fresh={fresh}
              selected={selected}
              placing={placing === 'release'}
              onPlacing={(on) => setPlacing(on ? 'release' : null)}
              onSubject={chooseSubject}
              change={change}
            />
            <ScenarioPart question={question} change={change} />
            <ReleasePart question={question} change={change} />
            <WeatherPart question={question} rose={rose} station={station} change={change} />
          </>
        )}
        {tab !== 'ask' && !shown && missing.length > 0 && (
          <p className="accident-empty">
            {unknown
              ? t.noneKnown(of(substanceName(unknown)))
              : t.stillMissing(missing.map((one) => t.missing[one]).join(t.and))}
          </p>
        )}
        {tab === 'result' && shown && (
          <ResultPart
            answer={shown}
            onSelect={onSelect}
            question={question}
            placing={placing === 'receptor'}
            onPlacing={(on) => setPlacing(on ? 'receptor' : null)}
            change={change}
          />
        )}
        {tab === 'basis' && shown && <BasisPart answer={shown} />}
      </div>
      <footer className="accident-foot">
        <small className="muted">{t.support}</small>
        <span className="spread" />
        {shown && (
          <button
            type="button"
            className="button small"
            disabled={answer.loading}
            onClick={() => print(shown)}
          >
            <IconPrinter size={14} stroke={1.75} aria-hidden="true" />
            {t.print}
          </button>
        )}
      </footer>
      {sheet && <AccidentSheet {...sheet} rose={rose.data} onClose={closeSheet} />}
    </form>
  );
}

function Tabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const list = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={t.tabList}
      className="tabs"
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]!;
        onTab(next);
        list.current?.querySelector<HTMLElement>(`#accident-tab-${next}`)?.focus();
      }}
    >
      {TABS.map((one) => (
        <button
          key={one}
          id={`accident-tab-${one}`}
          type="button"
          role="tab"
          aria-selected={tab === one}
          aria-controls={`accident-${one}`}
          tabIndex={tab === one ? 0 : -1}
          onClick={() => onTab(one)}
        >
          {t.tabs[one]}
        </button>
      ))}
    </div>
  );
}

/** The answer in one line: how far, how soon, how many people, how sure. */
function Headline({ answer }: { answer: AccidentAnswer }) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  if (answer.validity === null)
    return <span className="attention">{answer.reasons[0] ? of(answer.reasons[0]) : t.noDataTitle}</span>;
  const [widest] = answer.zones.features;
  if (!widest) return <span>{t.none}</span>;
  const zone = widest.properties;
  return (
    <>
      <span>
        {`${t.farthest} `}
        <b>{f.distance(zone.extentM)}</b>
        {` ${timeText(zone.arrivalS, t, f)}`}
      </span>
      <span>
        {`${t.people} `}
        <b data-figure="people">{peopleText(answer.people, f.count)}</b>
      </span>
      <span className={`validity-word ${answer.validity}`}>{t.validity[answer.validity]}</span>
    </>
  );
}

function boxOf({ zones, uncertainty }: AccidentAnswer): [number, number, number, number] | null {
  const corners = [...zones.features, ...uncertainty.features].flatMap(
    ({ geometry }) => geometry.coordinates[0] ?? [],
  );
  if (corners.length === 0) return null;
  const [lons, lats] = [corners.map(([lon]) => lon!), corners.map(([, lat]) => lat!)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
