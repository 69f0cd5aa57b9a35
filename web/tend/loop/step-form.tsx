/** The form of one step: what the action needs, no more; what the database refuses stays on the form with its sentence. */
import { type FormEvent, useId, useState } from 'react';
import { chinaDay } from '../../../data/china-day.ts';
import { proposedDeadline } from '../../../data/loop/deadlines.ts';
import { DANGER_ACTIONS, type DangerAction } from '../../../data/loop/states.ts';
import { Problem } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { ClauseField } from './clause-field.tsx';
import { type DangerDocument, type DangerStepInput, readPeople, takeStep } from './loop-api.ts';
import { wordOf } from './marks.tsx';
import { TEXTS } from './texts.ts';

type FieldName =
  | 'class'
  | 'criterion'
  | 'liablePerson'
  | 'deadline'
  | 'rectification'
  | 'fundsWan'
  | 'emergencyPlan'
  | 'inspector'
  | 'department'
  | 'how'
  | 'until';

/** Fields of each action, and whether the note is needed. */
const FIELDS: Readonly<Record<DangerAction, readonly FieldName[]>> = {
  verify: ['class', 'criterion'],
  reject: [],
  assign: [
    'liablePerson',
    'deadline',
    'rectification',
    'fundsWan',
    'emergencyPlan',
    'inspector',
    'department',
  ],
  rectify: ['how'],
  pass: [],
  fail: [],
  close: [],
  reopen: ['deadline'],
  reconsider: [],
  classify: ['class', 'criterion', 'liablePerson', 'rectification', 'fundsWan', 'emergencyPlan'],
  ask_extension: ['until'],
  grant_extension: [],
  refuse_extension: [],
  hand_over: ['inspector', 'department'],
};
const NOTE_NEEDED: readonly DangerAction[] = [
  'reject',
  'fail',
  'reopen',
  'reconsider',
  'ask_extension',
  'refuse_extension',
];

export function StepForm({
  action,
  document,
  onDone,
  onCancel,
}: {
  action: DangerAction;
  document: DangerDocument;
  onDone: (document: DangerDocument) => void;
  onCancel: () => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const { danger } = document;
  const [dangerClass, setDangerClass] = useState<'general' | 'major'>(danger.class);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const people = useRemote(FIELDS[action].includes('inspector') ? 'people' : null, readPeople);
  const major = dangerClass === 'major';
  const shows = (name: FieldName) => {
    if (!FIELDS[action].includes(name)) return false;
    if (name === 'criterion') return major;
    // a general danger that becomes major while it is rectified needs the five at once
    if (action === 'classify' && name !== 'class') return major;
    return true;
  };
  const today = chinaDay(new Date());

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(
      [...new FormData(event.currentTarget)].filter(([, value]) => typeof value === 'string' && value !== ''),
    ) as Record<string, string>;
    const { fundsWan, ...rest } = given;
    setBusy(true);
    setProblem(null);
    try {
      const step = {
        action,
        state: danger.state,
        ...rest,
        ...(fundsWan ? { fundsWan: Number(fundsWan) } : {}),
      };
      onDone(await takeStep(danger.id, step as DangerStepInput));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  const text = (name: FieldName, label: string, value: string | null, required = false, long = false) =>
    shows(name) && <TextField name={name} label={label} value={value} required={required} long={long} />;
  return (
    <form className="loop-form" onSubmit={send} aria-label={wordOf(DANGER_ACTIONS, action, lang)}>
      {shows('class') && (
        <label>
          {t.class}
          <select
            name="class"
            value={dangerClass}
            onChange={(event) => setDangerClass(event.target.value as 'general' | 'major')}
          >
            <option value="general">{t.general}</option>
            <option value="major">{t.major}</option>
          </select>
        </label>
      )}
      {shows('criterion') && <ClauseField sector={danger.sector} value={danger.criterion} />}
      {text('liablePerson', t.liable, danger.liable_person, action === 'assign' || major)}
      {shows('deadline') && (
        <label>
          {t.until}
          <input
            name="deadline"
            type="date"
            min={today}
            required
            defaultValue={danger.deadline >= today ? danger.deadline : proposedDeadline(dangerClass, today)}
          />
        </label>
      )}
      {text('rectification', t.measures, danger.rectification, major, true)}
      {shows('fundsWan') && (
        <label>
          {t.funds}
          <input
            name="fundsWan"
            type="number"
            min={0}
            step="any"
            defaultValue={danger.funds_10k ?? ''}
            required={major}
          />
        </label>
      )}
      {text('emergencyPlan', t.plan, danger.emergency_plan, major, true)}
      {text('how', t.how, null, true, true)}
      {shows('until') && (
        <label>
          {t.extension}
          <input name="until" type="date" min={danger.deadline ?? today} required />
        </label>
      )}
      {shows('inspector') && (
        <label>
          {action === 'hand_over' ? t.handOver : t.inspector}
          <select name="inspector" defaultValue={danger.inspector ?? ''} key={people.data ? 'people' : ''}>
            <option value="" />
            {(people.data?.people ?? []).map(({ username, name }) => (
              <option key={username} value={username}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {text('department', t.department, danger.department)}
      <label>
        {NOTE_NEEDED.includes(action) ? t.noteNeeded : t.note}
        <textarea name="note" rows={2} maxLength={500} required={NOTE_NEEDED.includes(action)} />
      </label>
      {problem && <Trouble problem={problem} />}
      <div className="loop-buttons">
        <button type="submit" className="button accent" disabled={busy}>
          {busy ? t.doing : wordOf(DANGER_ACTIONS, action, lang)}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}

function TextField({
  name,
  label,
  value,
  required,
  long,
}: {
  name: string;
  label: string;
  value: string | null;
  required: boolean;
  long: boolean;
}) {
  const id = useId();
  const shared = { id, name, required, defaultValue: value ?? '' };
  return (
    <div className="loop-field">
      <label htmlFor={id}>{label}</label>
      {long ? <textarea {...shared} rows={2} maxLength={2000} /> : <input {...shared} maxLength={120} />}
    </div>
  );
}
