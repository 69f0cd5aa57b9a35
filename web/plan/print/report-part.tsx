/** Reports and atlases: what to make, how far it is, the files. */
import { IconDownload, IconPlayerStop, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Problem } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import {
  cancelJob,
  isUnderWay,
  type Job,
  type JobParams,
  jobFile,
  readJobs,
  removeJob,
  startJob,
} from './jobs.ts';
import { readRegions } from './regions.ts';
import { REPORT_TEXTS } from './report-texts.ts';

/** While something is being made, ms. */
const LOOK_AGAIN_MS = 1500;

export function ReportPart({ open }: { open: boolean }) {
  const { lang, f } = useLanguage();
  const t = REPORT_TEXTS[lang];
  const regions = useRemote(open ? 'regions of reports' : null, readRegions);
  const [round, setRound] = useState(0);
  const jobs = useRemote(open ? `jobs ${round}` : null, readJobs);
  const [chosen, setChosen] = useState<string | null>(null);
  const [format, setFormat] = useState<'docx' | 'pdf'>('docx');
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const list = jobs.data?.jobs ?? [];
  const busy = list.some(isUnderWay);
  const again = () => setRound((before) => before + 1);
  useEffect(() => {
    if (!open || !busy) return;
    const timer = setInterval(() => setRound((before) => before + 1), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [open, busy]);

  const first = regions.data?.[0]?.code ?? null;
  const region = chosen ?? first;
  const nameOf = (code: string) => {
    const found = regions.data?.find((one) => one.code === code);
    return found ? (lang === 'en' ? (found.nameEn ?? found.name) : found.name) : code;
  };
  const titleOf = ({ params }: Job) =>
    params.kind === 'atlas' ? t.atlasOf(params.format) : t.reportOf(nameOf(params.region), params.format);
  const doing = async (work: () => Promise<unknown>, after: string) => {
    setProblem(null);
    try {
      await work();
      setSaid(after);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error.message || t.failed);
    }
    again();
  };
  const start = (params: JobParams) => doing(() => startJob(params), t.started);
  return (
    <div className="print-reports">
      <div className="print-choices">
        <h3 className="whole">{t.report}</h3>
        <label className="whole">
          <span>{t.region}</span>
          <select
            className="input"
            value={region ?? ''}
            onChange={(event) => setChosen(event.target.value)}
            disabled={!regions.data}
          >
            {regions.data?.map((one) => (
              <option key={one.code} value={one.code}>
                {'\u3000'.repeat(one.depth)}
                {nameOf(one.code)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{t.format}</span>
          <select
            className="input"
            value={format}
            onChange={(event) => setFormat(event.target.value === 'pdf' ? 'pdf' : 'docx')}
          >
            <option value="docx">Word</option>
            <option value="pdf">PDF</option>
          </select>
        </label>
        <button
          type="button"
          className="button accent print-start"
          disabled={!region}
          onClick={() => region && start({ kind: 'district', region, format, lang })}
        >
          {t.makeReport}
        </button>
        <p className="muted caption whole">{t.reportAbout}</p>
        <h3 className="whole">{t.atlas}</h3>
        <p className="muted caption whole">{t.atlasAbout}</p>
        <button
          type="button"
          className="button whole"
          onClick={() => start({ kind: 'atlas', format: 'pdf', lang })}
        >
          {t.makeAtlas}
        </button>
        <p role="status" className="print-status whole">
          {said}
        </p>
        {problem && (
          <p role="alert" className="print-problem whole">
            {problem}
          </p>
        )}
      </div>
      <section className="print-jobs" aria-label={t.mine}>
        <h3>{t.mine}</h3>
        {(jobs.problem ?? regions.problem) && (
          <Trouble
            problem={(jobs.problem ?? regions.problem)!}
            again={jobs.problem ? again : regions.again}
          />
        )}
        {jobs.data && list.length === 0 && <p className="muted">{t.nothing}</p>}
        <ul>
          {list.map((job) => (
            <li key={job.id} data-job={job.state}>
              <div className="print-job-head">
                <b>{titleOf(job)}</b>
                <span className="muted caption">{f.moment(job.createdAt)}</span>
              </div>
              {isUnderWay(job) && (
                <progress
                  aria-label={titleOf(job)}
                  {...(job.total > 0 && { value: job.done, max: job.total })}
                />
              )}
              <div className="print-job-foot">
                <span>
                  {t.state[job.state]}
                  {job.state === 'running' && job.total > 0 && ` ${job.done} / ${job.total}`}
                  {job.state === 'failed' && job.error === 'restarted' && ` ${t.restarted}`}
                  {job.state === 'done' && job.bytes !== null && ` · ${f.decimal(job.bytes / 1_000_000)} MB`}
                </span>
                <span className="spread" />
                {isUnderWay(job) && (
                  <button
                    type="button"
                    className="button small"
                    onClick={() => doing(() => cancelJob(job.id), t.stopped)}
                  >
                    <IconPlayerStop size={14} stroke={1.75} aria-hidden="true" />
                    {t.stop}
                  </button>
                )}
                {job.state === 'done' && (
                  <a className="button small accent" href={jobFile(job.id)} download={job.fileName ?? true}>
                    <IconDownload size={14} stroke={1.75} aria-hidden="true" />
                    {t.download}
                  </a>
                )}
                {(job.state === 'failed' || job.state === 'cancelled') && (
                  <button type="button" className="button small" onClick={() => start(job.params)}>
                    <IconRefresh size={14} stroke={1.75} aria-hidden="true" />
                    {t.again}
                  </button>
                )}
                {!isUnderWay(job) && (
                  <button
                    type="button"
                    className="button quiet icon small"
                    aria-label={t.remove(titleOf(job))}
                    onClick={() => doing(() => removeJob(job.id), '')}
                  >
                    <IconTrash size={14} stroke={1.75} />
                  </button>
                )}
              </div>
            </li>
          ))}
        </ul>
        <p className="muted caption">{t.kept}</p>
      </section>
    </div>
  );
}
