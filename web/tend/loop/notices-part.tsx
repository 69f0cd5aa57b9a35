/** Supervision notices: the list, replies and closing, and the form that issues one. */
import { type FormEvent, useState } from 'react';
import { chinaDay } from '../../../data/china-day.ts';
import { NOTICE_KINDS, NOTICE_STATES, NOTICE_TARGETS } from '../../../data/loop/notices.ts';
import { shift } from '../../../data/loop/schedule.ts';
import { SECTORS } from '../../../data/tables/sectors.ts';
import { Problem } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Choice } from './filters.tsx';
import {
  addNotice,
  closeNotice,
  listNotices,
  type NewNotice,
  type Notice,
  type Question,
  readRegions,
  replyNotice,
} from './loop-api.ts';
import { wordOf } from './marks.tsx';
import { TEXTS } from './texts.ts';

/** Days that a notice leaves unless somebody says otherwise. */
const TERM_DAYS = 30;

export interface NoticeDraft {
  readonly id: string;
  readonly name: string;
  readonly addressee: string;
}

export function NoticesPart({
  round,
  role,
  onChanged,
  onDanger,
}: {
  round: number;
  role: string;
  onChanged: () => void;
  onDanger: (id: string) => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [question, setQuestion] = useState<Question>({ open: 'true' });
  const change = (next: Question) => setQuestion((before) => ({ ...before, ...next }));
  const list = useRemote(`${round} ${JSON.stringify(question)}`, (signal) => listNotices(question, signal));
  return (
    <section aria-label={t.notices}>
      <div className="page-tools loop-filters">
        <button
          type="button"
          className="button small"
          aria-pressed={question.open === 'true'}
          onClick={() => change({ open: question.open === 'true' ? '' : 'true' })}
        >
          {t.openOnly}
        </button>
        <Choice
          label={t.kind}
          value={question.kind ?? ''}
          words={NOTICE_KINDS}
          any={t.all}
          onChange={(kind) => change({ kind })}
        />
        <Choice
          label={t.sector}
          value={question.sector ?? ''}
          words={SECTORS}
          any={t.all}
          onChange={(sector) => change({ sector })}
        />
      </div>
      {list.problem && <Trouble problem={list.problem} again={list.again} />}
      {list.data?.notices.length === 0 && <p className="muted">{t.nothing}</p>}
      <ul className="loop-cards wide">
        {(list.data?.notices ?? []).map((notice) => (
          <li key={notice.id} className="page-card">
            <NoticeCard
              notice={notice}
              people={list.data?.people ?? {}}
              role={role}
              onChanged={onChanged}
              onDanger={onDanger}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoticeCard({
  notice,
  people,
  role,
  onChanged,
  onDanger,
}: {
  notice: Notice;
  people: Readonly<Record<string, string>>;
  role: string;
  onChanged: () => void;
  onDanger: (id: string) => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [doing, setDoing] = useState<'reply' | 'close' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const office = role === 'planner' || role === 'admin';
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get('words') ?? '').trim();
    setProblem(null);
    try {
      await (doing === 'reply' ? replyNotice(notice.id, words) : closeNotice(notice.id, words));
      setDoing(null);
      onChanged();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  return (
    <>
      <h3>{notice.title}</h3>
      <p className="loop-line">
        <b>{notice.number}</b>
        <span>{wordOf(NOTICE_STATES, notice.state, lang)}</span>
        <span className={`loop-due ${notice.overdue ? 'late' : ''}`}>
          {t.noticeDeadline} {notice.deadline}
          {notice.overdue && ` ${t.overdue}`}
        </span>
      </p>
      <p className="muted">
        {t.addressee} {notice.addressee} · {t.issued} {notice.issuedOn}{' '}
        {people[notice.issuedBy] ?? notice.issuedBy}
        {notice.leader && ` · ${t.leader} ${notice.leader}`}
      </p>
      {notice.content && <p>{notice.content}</p>}
      {notice.reply && (
        <p className="loop-notice">
          {t.reply}（{notice.repliedOn}）{notice.reply}
        </p>
      )}
      {notice.closingNote && <p className="muted">{notice.closingNote}</p>}
      {problem && <Trouble problem={problem} />}
      {doing === null ? (
        <p className="loop-buttons">
          {notice.state === 'issued' && (office || role === 'field') && (
            <button type="button" className="button small" onClick={() => setDoing('reply')}>
              {t.reply}
            </button>
          )}
          {(notice.state === 'replied' ||
            (notice.state === 'issued' && ['reminder', 'talk'].includes(notice.kind))) &&
            office && (
              <button type="button" className="button small" onClick={() => setDoing('close')}>
                {t.closeNotice}
              </button>
            )}
          {notice.dangerId && (
            <button
              type="button"
              className="button small"
              onClick={() => onDanger(notice.dangerId as string)}
            >
              {t.openDanger}
            </button>
          )}
        </p>
      ) : (
        <form className="loop-form" onSubmit={send}>
          <label>
            {doing === 'reply' ? t.reply : t.noteNeeded}
            <textarea name="words" rows={3} required maxLength={doing === 'reply' ? 4000 : 500} />
          </label>
          <div className="loop-buttons">
            <button type="submit" className="button accent">
              {doing === 'reply' ? t.reply : t.closeNotice}
            </button>
            <button type="button" className="button" onClick={() => setDoing(null)}>
              {t.cancel}
            </button>
          </div>
        </form>
      )}
    </>
  );
}

/** Issues a notice; `danger` fills it for listed supervision of one. */
export function NoticeForm({
  danger,
  onDone,
  onCancel,
}: {
  danger: NoticeDraft | null;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const today = chinaDay(new Date());
  const [kind, setKind] = useState<string>(danger ? 'listing' : 'letter');
  const [target, setTarget] = useState<string>(danger ? 'danger' : 'region');
  const [region, setRegion] = useState('');
  const [sector, setSector] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const regions = useRemote('regions', readRegions);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const of = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    setProblem(null);
    try {
      await addNotice({
        kind,
        target,
        ...(target === 'danger' ? { dangerId: of('dangerId') } : {}),
        ...(target === 'region' ? { regionCode: region } : {}),
        ...(target === 'sector' ? { sector } : {}),
        addressee: of('addressee'),
        title: of('title'),
        content: of('content'),
        leader: of('leader'),
        deadline: of('deadline'),
      } as NewNotice);
      onDone();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  return (
    <article className="loop-panel">
      <h2>{t.newNotice}</h2>
      <form className="loop-form" onSubmit={send}>
        <Choice label={t.kind} value={kind} words={NOTICE_KINDS} onChange={setKind} />
        <Choice label={t.target} value={target} words={NOTICE_TARGETS} onChange={setTarget} />
        {target === 'danger' && (
          <label>
            {t.dangerId}
            <input name="dangerId" required defaultValue={danger?.id ?? ''} />
          </label>
        )}
        {target === 'region' && (
          <label>
            {t.region}
            <select required value={region} onChange={(event) => setRegion(event.target.value)}>
              <option value="" />
              {(regions.data ?? []).map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {target === 'sector' && (
          <label>
            {t.sector}
            <select required value={sector} onChange={(event) => setSector(event.target.value)}>
              <option value="" />
              {SECTORS.map((word) => (
                <option key={word.id} value={word.id}>
                  {word[lang]}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t.addressee}
          <input name="addressee" required maxLength={200} defaultValue={danger?.addressee ?? ''} />
        </label>
        <label>
          {t.noticeTitle}
          <input name="title" required maxLength={200} defaultValue={danger?.name ?? ''} />
        </label>
        <label>
          {t.content}
          <textarea name="content" rows={4} maxLength={4000} />
        </label>
        <label>
          {t.leader}
          <input name="leader" maxLength={120} />
        </label>
        <label>
          {t.deadline}
          <input name="deadline" type="date" required min={today} defaultValue={shift(today, TERM_DAYS)} />
        </label>
        {problem && <Trouble problem={problem} />}
        <div className="loop-buttons">
          <button type="submit" className="button accent">
            {t.save}
          </button>
          <button type="button" className="button" onClick={onCancel}>
            {t.cancel}
          </button>
        </div>
      </form>
    </article>
  );
}
