/** Alternatives side by side: what is proposed, the verdicts, the worst target, the loss of life, the F-N curves. */
import { IconDownload, IconPrinter, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { readCity } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { csv, download } from '../csv.ts';
import type { Study } from './answers.ts';
import { comparisonFile, comparisonRows, letterOf } from './comparison.ts';
import { FnOverlay } from './fn-overlay.tsx';
import { SitingReport } from './report.tsx';
import { isStale, StaleMark } from './studies.tsx';
import { summaryOf } from './summary.ts';
import { useSitingTexts } from './texts.ts';

export function Compare({
  studies,
  asOf,
  snapshot,
  onRecompute,
  onClose,
}: {
  studies: readonly Study[];
  asOf: string | null;
  snapshot: () => Promise<string>;
  onRecompute: (study: Study) => void;
  onClose: () => void;
}) {
  const { f, of } = useLanguage();
  const texts = useSitingTexts();
  const city = useRemote('city', readCity);
  const [report, setReport] = useState<{ picture: string | null } | 'preparing' | null>(null);
  const top = useRef<HTMLElement>(null);
  // the list that it was asked from lies far below
  useEffect(() => top.current?.scrollIntoView({ block: 'start' }), []);
  const rows = comparisonRows(studies, texts, f.moment);
  const [first] = studies;
  if (!first) return null;
  const named = studies.map(({ name }, index) => `${letterOf(index)} ${name}`);
  const notes = {
    simulated: city.data?.demo ?? false,
    lines: [
      [texts.reportLimits, texts.reportStandard],
      ...(first.answer.confidence ? [[texts.reportConfidence, of(first.answer.confidence)] as const] : []),
      ...(first.answer.assumptions ?? []).map((one) => [texts.reportAssumptions, of(one)] as const),
      ...(first.answer.literature ?? []).map((one) => [texts.reportLiterature, one] as const),
    ] as const,
  };
  return (
    <section ref={top} className="risk-section siting-compare" aria-label={texts.compareTitle}>
      <div className="siting-line-head">
        <h3>{texts.compareTitle}</h3>
        <span className="spread" />
        <button type="button" className="button quiet icon small" aria-label={texts.done} onClick={onClose}>
          <IconX size={16} stroke={1.75} aria-hidden="true" />
        </button>
      </div>
      <div className="siting-scroll">
        <table className="siting-table" aria-label={texts.compareTitle}>
          <thead>
            <tr>
              <th scope="col" className="hidden">
                {texts.criterion}
              </th>
              {studies.map((study, index) => (
                <th key={study.id} scope="col">
                  <b className="siting-letter">{letterOf(index)}</b> {study.name}
                  {isStale(study, asOf) && (
                    <>
                      <StaleMark />
                      <button type="button" className="button link small" onClick={() => onRecompute(study)}>
                        {texts.recompute}
                      </button>
                    </>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, title, cells }) => (
              <tr key={id} data-row={id}>
                <th scope="row">{title}</th>
                {cells.map((cell, index) => (
                  <td
                    key={studies[index]!.id}
                    className={id === 'verdict' ? verdictClass(studies[index]!) : undefined}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <FnOverlay
        before={{ name: texts.before, fn: first.answer.before.fn }}
        curves={studies.map(({ answer }, index) => ({ name: named[index]!, fn: answer.after.fn }))}
        lines={first.answer.lines}
      />
      <div className="risk-row">
        <button
          type="button"
          className="button small"
          onClick={() =>
            download(`${texts.compareTitle}.csv`, csv(comparisonFile(studies, rows, texts, notes)))
          }
        >
          <IconDownload size={14} stroke={1.75} aria-hidden="true" />
          {texts.csv}
        </button>
        <button
          type="button"
          className="button small"
          disabled={report === 'preparing'}
          onClick={() => {
            setReport('preparing');
            snapshot()
              .then((picture) => setReport({ picture }))
              // a report without a map is still a report
              .catch(() => setReport({ picture: null }));
          }}
        >
          <IconPrinter size={14} stroke={1.75} aria-hidden="true" />
          {report === 'preparing' ? texts.reportPreparing : texts.report}
        </button>
      </div>
      <p className="caption muted">{texts.decision}</p>
      {report !== null && report !== 'preparing' && (
        <SitingReport
          studies={studies}
          asOf={asOf}
          rows={rows}
          picture={report.picture}
          onClose={() => setReport(null)}
        />
      )}
    </section>
  );
}

const verdictClass = ({ answer }: Study) => `verdict-${summaryOf(answer).verdict}`;
