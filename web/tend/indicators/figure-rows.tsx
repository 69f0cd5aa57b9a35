/** The table of indicators: actual, target, year before, trend, state; each opens to what it rests on. */
import { IconCheck, IconChevronDown, IconChevronRight, IconQuestionMark, IconX } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { Spark } from '../../parts/charts/spark.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { type Asked, type Figure, type Figures, readRanking, readRows } from './answer.ts';
import { TEXTS } from './texts.ts';

/** A figure as people read it: shares with two digits, rates with four, counts without. */
export function written(figure: Pick<Figure, 'kind'>, value: number | null): string | null {
  if (value === null) return null;
  const digits = figure.kind === 'count' ? 1 : figure.kind === 'ratio' ? 2 : 4;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

const GROUPS = ['accidents', 'risk', 'dangers', 'duties'] as const;

export function FigureRows({ answer, asked }: { answer: Figures; asked: Asked }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div className="page-scroll">
      <table className="page-table indicators">
        <thead>
          <tr>
            <th scope="col">{t.indicator}</th>
            <th scope="col" className="number">
              {t.actual}
            </th>
            <th scope="col">{t.target}</th>
            <th scope="col" className="number">
              {t.before}
            </th>
            <th scope="col" className="number">
              {t.change}
            </th>
            <th scope="col">{t.trend}</th>
            <th scope="col">{t.state}</th>
          </tr>
        </thead>
        {GROUPS.map((group) => (
          <tbody key={group}>
            <tr className="indicator-group">
              <th colSpan={7} scope="colgroup">
                {t.groups[group]}
              </th>
            </tr>
            {answer.figures
              .filter((figure) => figure.group === group)
              .map((figure) => (
                <Fragment key={figure.id}>
                  <FigureRow
                    figure={figure}
                    closed={answer.closed}
                    open={open === figure.id}
                    onOpen={() => setOpen(open === figure.id ? null : figure.id)}
                  />
                  {open === figure.id && (
                    <tr className="indicator-details">
                      <td colSpan={7}>
                        <FigureDetails figure={figure} asked={asked} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function FigureRow({
  figure,
  closed,
  open,
  onOpen,
}: {
  figure: Figure;
  closed: boolean;
  open: boolean;
  onOpen: () => void;
}) {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const { changePercent: change } = figure;
  const better = change !== null && change !== 0 && change > 0 === (figure.better === 'higher');
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <tr data-indicator={figure.id}>
      <th scope="row">
        <button type="button" className="indicator-name" aria-expanded={open} onClick={onOpen}>
          <Chevron size={16} stroke={1.75} aria-hidden="true" />
          {of(figure.label)}
        </button>
      </th>
      <td className="number" data-value={figure.value ?? ''}>
        {figure.value === null ? (
          <span className="muted">{t.noValue}</span>
        ) : (
          <>
            <b>{written(figure, figure.value)}</b> <span className="caption muted">{of(figure.unit)}</span>
          </>
        )}
      </td>
      <td data-label={t.target}>
        {figure.targets.length === 0 ? (
          <span className="muted">{t.noTarget}</span>
        ) : (
          figure.targets.map((target) => (
            <span key={target.measure} className="indicator-target" data-met={String(target.met)}>
              {target.met === null ? (
                <IconQuestionMark size={15} stroke={2} aria-hidden="true" />
              ) : target.met ? (
                <IconCheck size={15} stroke={2} aria-hidden="true" />
              ) : (
                <IconX size={15} stroke={2} aria-hidden="true" />
              )}
              {target.measure === 'change' ? `${t.onChange} ` : ''}
              {target.comparator} {target.target}
              {target.measure === 'change' ? ' %' : ''}
              <span className="caption muted">
                {target.met === null ? t.notKnown : target.met ? t.met : t.notMet}
                {lang === 'zh' ? '，' : ', '}
                {target.binding ? t.binding : t.expected}
              </span>
            </span>
          ))
        )}
      </td>
      <td className="number" data-label={t.before}>
        {written(figure, figure.before) ?? '—'}
      </td>
      <td
        className="number"
        data-label={t.change}
        data-better={change === null || change === 0 ? undefined : better}
      >
        {change === null ? '—' : `${change > 0 ? '+' : ''}${change.toFixed(1)} %`}
      </td>
      <td data-label={t.trend}>
        <Spark
          label={of(figure.label)}
          points={figure.trend.map(({ month, value, frozen }) => ({
            at: month,
            value,
            settled: frozen,
          }))}
        />
      </td>
      <td className="caption" data-label={t.state}>
        {figure.frozen.length === 0
          ? closed
            ? t.live
            : t.open
          : figure.frozen.map((one) => (
              <div key={one.state}>
                {t.frozenOn(t[one.state], f.date(one.cutoff), written(figure, one.value) ?? t.noValue)}
              </div>
            ))}
      </td>
    </tr>
  );
}

function FigureDetails({ figure, asked }: { figure: Figure; asked: Asked }) {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const key = `${figure.id} ${JSON.stringify(asked)}`;
  const rows = useRemote(`rows ${key}`, () => readRows(figure.id, asked), key);
  const ranking = useRemote(`ranking ${key}`, () => readRanking(figure.id, asked), key);
  const computed =
    figure.kind === 'count'
      ? `Σ = ${written(figure, figure.counted)}`
      : figure.kind === 'ratio'
        ? `${written({ kind: 'count' }, figure.counted)} / ${written({ kind: 'count' }, figure.among)} × 100 %`
        : `${written({ kind: 'count' }, figure.counted)} / ${written({ kind: 'count' }, figure.among) ?? t.noValue}`;
  return (
    <div className="indicator-more">
      <dl className="fields">
        <div>
          <dt>{t.basis}</dt>
          <dd>{of(figure.basis)}</dd>
        </div>
        <div>
          <dt>{t.formula}</dt>
          <dd>
            {computed}
            {figure.value !== null && ` = ${written(figure, figure.value)} ${of(figure.unit)}`}
          </dd>
        </div>
        <div>
          <dt>{t.source}</dt>
          <dd>{of(figure.source)}</dd>
        </div>
      </dl>
      <div className="indicator-columns">
        <section>
          <h3>{of(figure.behind)}</h3>
          {rows.problem && <Trouble problem={rows.problem} again={rows.again} />}
          {rows.data && (
            <>
              <p className="caption muted">
                {rows.data.total > rows.data.rows.length
                  ? t.rowsShown(f.count(rows.data.rows.length), f.count(rows.data.total))
                  : t.rows(f.count(rows.data.total))}
              </p>
              <div className="indicator-rows">
                <table className="page-table">
                  <thead>
                    <tr>
                      <th scope="col">{t.name}</th>
                      <th scope="col">{t.day}</th>
                      <th scope="col">{t.counted}</th>
                      <th scope="col" className="number">
                        {t.weight}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.data.rows.map((row) => (
                      <tr key={row.layer + row.id} data-counted={row.counted}>
                        <th scope="row">
                          <a href={`/?sel=${row.layer}/${encodeURIComponent(row.id)}`}>{row.name}</a>
                        </th>
                        <td>{row.at ? f.date(row.at) : '—'}</td>
                        <td>{row.counted ? t.yes : t.no}</td>
                        <td className="number">{written({ kind: 'count' }, row.weight)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          )}
        </section>
        <section>
          <h3>{t.ranking}</h3>
          {ranking.data && (
            <table className="page-table">
              <thead>
                <tr>
                  <th scope="col">{t.rank}</th>
                  <th scope="col">{t.region}</th>
                  <th scope="col" className="number">
                    {t.actual}
                  </th>
                  <th scope="col" className="number">
                    {t.change}
                  </th>
                </tr>
              </thead>
              <tbody>
                {ranking.data.rows.map((row) => (
                  <tr key={row.code}>
                    <td>{row.rank ?? '—'}</td>
                    <th scope="row">{row.name}</th>
                    <td className="number">{written(figure, row.value) ?? t.noValue}</td>
                    <td className="number">
                      {row.changePercent === null ? '—' : `${row.changePercent.toFixed(1)} %`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      </div>
    </div>
  );
}
