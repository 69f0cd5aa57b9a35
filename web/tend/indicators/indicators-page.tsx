/** The page /indicators: figures of safety work with what they rest on, closed months, and the scorecard. */
import { useState } from 'react';
import { chinaDay } from '../../../data/china-day.ts';
import { answered, type Item } from '../../api.ts';
import { PageFrame, type PageReader } from '../../parts/page-frame.tsx';
import type { PageProps } from '../../parts/pages.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { csv, download } from '../../plan/csv.ts';
import { type Asked, type Figures, readFigures } from './answer.ts';
import { FigureRows, written } from './figure-rows.tsx';
import { ScorecardPart } from './scorecard-part.tsx';
import { TEXTS } from './texts.ts';
import { WritePart } from './write-part.tsx';
import './indicators.css';

export default function IndicatorsPage(props: PageProps) {
  const { lang } = useLanguage();
  return (
    <PageFrame {...props} page="indicators" title={TEXTS[lang].title}>
      {(reader) => <Body {...reader} />}
    </PageFrame>
  );
}

const readCounties = () =>
  answered<{ features: Item[] }>(
    fetch(
      `/ogc/collections/regions/items?${new URLSearchParams({ filter: "level = 'county'", limit: '200', f: 'json' })}`,
    ),
  );

function Body({ session }: PageReader) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [asked, setAsked] = useState<Asked>(() => ({
    month: chinaDay(new Date()).slice(0, 7),
    span: 'year',
    region: null,
  }));
  const [round, setRound] = useState(0);
  const answer = useRemote(`${round} ${JSON.stringify(asked)}`, () => readFigures(asked));
  const counties = useRemote('counties', readCounties);
  const wholeCity = session.scope.regions === null && session.scope.sectors === null;
  const mayWrite = wholeCity && ['planner', 'admin'].includes(session.role);
  const { data } = answer;
  return (
    <div aria-busy={answer.loading}>
      <div className="page-tools">
        <label>
          {t.month}
          <input
            type="month"
            value={asked.month}
            max={chinaDay(new Date()).slice(0, 7)}
            onChange={({ target }) => target.value && setAsked({ ...asked, month: target.value })}
          />
        </label>
        <label>
          {t.span}
          <select
            value={asked.span}
            onChange={({ target }) =>
              setAsked({ ...asked, span: target.value === 'month' ? 'month' : 'year' })
            }
          >
            <option value="year">{t.spans.year}</option>
            <option value="month">{t.spans.month}</option>
          </select>
        </label>
        <label>
          {t.region}
          <select
            value={asked.region ?? ''}
            onChange={({ target }) => setAsked({ ...asked, region: target.value || null })}
          >
            <option value="">{t.city}</option>
            {counties.data?.features.map(({ properties }) => (
              <option key={String(properties.code)} value={String(properties.code)}>
                {String((lang === 'en' && properties.name_en) || properties.name)}
              </option>
            ))}
          </select>
        </label>
        {data && (
          <button
            type="button"
            className="button"
            onClick={() => download(`${t.title}-${data.month}.csv`, table(data, lang))}
          >
            {t.export}
          </button>
        )}
        {data && (
          <span className="caption muted">
            {lang === 'en' ? (data.region.nameEn ?? data.region.name) : data.region.name}
            {lang === 'zh' ? '，' : ', '}
            {t.asOf(f.moment(data.asOf))}
          </span>
        )}
        {answer.slow && <span className="loading-line" />}
      </div>
      {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
      {data && (
        <section className="page-card">
          <FigureRows answer={data} asked={asked} />
        </section>
      )}
      {data && mayWrite && <WritePart answer={data} onDone={() => setRound((count) => count + 1)} />}
      {wholeCity && <ScorecardPart figures={data} mayWrite={mayWrite} />}
    </div>
  );
}

/** The figures as they stand on the screen. */
function table(answer: Figures, lang: 'zh' | 'en'): string {
  const t = TEXTS[lang];
  return csv([
    [t.indicator, t.actual, '', t.before, `${t.change} %`, t.target, t.state],
    ...answer.figures.map((figure) => [
      figure.label[lang],
      written(figure, figure.value),
      figure.unit[lang],
      written(figure, figure.before),
      figure.changePercent === null ? null : Number(figure.changePercent.toFixed(1)),
      figure.targets.map(({ comparator, target }) => `${comparator} ${target}`).join(' '),
      figure.frozen.map(({ state, cutoff }) => `${t[state]} ${cutoff}`).join(' '),
    ]),
  ]);
}
