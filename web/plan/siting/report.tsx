/** 选址报告: alternatives compared on paper with limits, sources, confidence and what is missing; no certificate. */
import { TARGET_CLASSES } from '../../../data/layers/protected-targets.ts';
import { CLASS_LIMITS } from '../../../data/risk/verdict.ts';
import { PrintSection, PrintSheet } from '../../parts/print-sheet.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import { perYear } from '../risk/per-year.ts';
import type { ProposalVerdict, Study } from './answers.ts';
import { type ComparisonRow, letterOf } from './comparison.ts';
import { FnOverlay } from './fn-overlay.tsx';
import { isStale } from './studies.tsx';
import { useSitingTexts } from './texts.ts';

export function SitingReport({
  studies,
  asOf,
  rows,
  picture,
  onClose,
}: {
  studies: readonly Study[];
  asOf: string | null;
  rows: readonly ComparisonRow[];
  picture: string | null;
  onClose: () => void;
}) {
  const { of, f } = useLanguage();
  const texts = useSitingTexts();
  const [first] = studies;
  if (!first) return null;
  const { lines, confidence } = first.answer;
  const unique = (all: readonly string[]) => [...new Set(all)];
  const assumptions = unique(studies.flatMap(({ answer }) => (answer.assumptions ?? []).map(of)));
  const literature = unique(studies.flatMap(({ answer }) => answer.literature ?? []));
  const missing = unique(
    studies.flatMap(({ answer }) => [
      ...answer.missing.flatMap((one) => one.missing.map((word) => `${one.name}${texts.colon}${of(word)}`)),
      ...answer.proposals.flatMap((one) =>
        one.kind === 'plant' ? one.missing.map((word) => `${one.name}${texts.colon}${of(word)}`) : [],
      ),
    ]),
  );
  return (
    <PrintSheet
      title={texts.reportTitle}
      about={studies.map(({ name }, index) => `${letterOf(index)} ${name}`).join(texts.semicolon)}
      picture={picture}
      standing={texts.reportStatement}
      onClose={onClose}
    >
      <PrintSection title={texts.compareTitle}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.criterion}</th>
              {studies.map((study, index) => (
                <th key={study.id} scope="col">
                  <b>{letterOf(index)}</b> {study.name}
                  {isStale(study, asOf) && ` (${texts.stale})`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, title, cells }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                {cells.map((cell, index) => (
                  <td key={studies[index]!.id}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </PrintSection>
      {studies.map((study, index) => (
        <PrintSection key={study.id} title={`${letterOf(index)} ${study.name}`}>
          {study.answer.proposals.map((one) => (
            <Item key={one.id} one={one} />
          ))}
        </PrintSection>
      ))}
      <PrintSection title={texts.effect}>
        <FnOverlay
          before={{ name: texts.before, fn: first.answer.before.fn }}
          curves={studies.map(({ name, answer }, index) => ({
            name: `${letterOf(index)} ${name}`,
            fn: answer.after.fn,
          }))}
          lines={lines}
        />
      </PrintSection>
      <PrintSection title={texts.reportLimits}>
        <p>
          {texts.reportStandard}
          {texts.colon}
          {texts.reportLimit}
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.class}</th>
              <th scope="col">{texts.reportNew}</th>
              <th scope="col">{texts.reportInService}</th>
            </tr>
          </thead>
          <tbody>
            {TARGET_CLASSES.map((one) => (
              <tr key={one.id}>
                <th scope="row">{of(one)}</th>
                <td>{perYear(CLASS_LIMITS[one.id].new)}</td>
                <td>{perYear(CLASS_LIMITS[one.id].in_service)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          {texts.societalLines}
          {texts.colon}
          {of(lines.source)} {of(lines.confidence)}
        </p>
      </PrintSection>
      {confidence && (
        <PrintSection title={texts.reportConfidence}>
          <p>{of(confidence)}</p>
        </PrintSection>
      )}
      <PrintSection title={texts.reportAssumptions} long>
        <List rows={assumptions} />
      </PrintSection>
      <PrintSection title={texts.reportMissing} long>
        {missing.length === 0 ? <p>{texts.reportMissingNone}</p> : <List rows={missing} />}
      </PrintSection>
      <PrintSection title={texts.reportLiterature} long>
        <List rows={literature} />
      </PrintSection>
      <p>{texts.asOf + texts.colon + f.moment(first.answer.asOf)}</p>
    </PrintSheet>
  );
}

function Item({ one }: { one: ProposalVerdict }) {
  const { of } = useLanguage();
  const texts = useSitingTexts();
  const [lon, lat] = one.at;
  return (
    <div className="siting-report-item">
      <p>
        <b>
          {one.name}
          {texts.colon}
          {texts.verdictWord[one.verdict]}
        </b>{' '}
        ({lon.toFixed(5)}, {lat.toFixed(5)})
      </p>
      <ul>
        {one.reasons.map((reason) => (
          <li key={reason.zh}>{of(reason)}</li>
        ))}
        {one.kind === 'building' && (
          <li>
            {texts.advice}
            {texts.colon}
            {texts.advise[one.advice.advise]}
            {texts.semicolon}
            {of(one.advice.reason)}
          </li>
        )}
      </ul>
      {one.kind === 'plant' && one.targets.changed.some(({ stateAfter }) => stateAfter === 'exceeding') && (
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.targets}</th>
              <th scope="col">{texts.before}</th>
              <th scope="col">{texts.after}</th>
              <th scope="col">{texts.limit('')}</th>
            </tr>
          </thead>
          <tbody>
            {one.targets.changed
              .filter(({ stateAfter }) => stateAfter === 'exceeding')
              .slice(0, 12)
              .map((target) => (
                <tr key={target.id}>
                  <th scope="row">{target.name}</th>
                  <td>{perYear(target.beforePerYr)}</td>
                  <td>{perYear(target.afterPerYr)}</td>
                  <td>{target.limitPerYr === null ? '' : perYear(target.limitPerYr)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function List({ rows }: { rows: readonly string[] }) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row}>{row}</li>
      ))}
    </ul>
  );
}
