/** 管道占压: protection strips on the map, and the objects inside them with distance, rule and clause. */
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { readCity } from '../../api.ts';
import { type DrawnShape, NOTHING_DRAWN, type ToolDrawing } from '../../map/drawn.ts';
import { type Remote, useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSettled } from '../accident/use-settled.ts';
import { csv, download } from '../csv.ts';
import type { Box } from '../risk/risk-answers.ts';
import { UnitButton } from '../risk/unit-button.tsx';
import type { ToolProps } from '../tool.ts';
import { type EncroachmentAnswer, readEncroachments } from './answers.ts';
import { encroachmentFile } from './encroachment-file.ts';
import type { Frame, Subject } from './subject.tsx';
import { useSafetyTexts } from './texts.ts';

const PAGE = 20;
const SORTS = ['depth', 'distance'] as const;
type Sort = (typeof SORTS)[number];

export function PipelinesPart({
  pipeline,
  view,
  fresh,
  open,
  selectedId,
  onFrame,
  onDraw,
  onSelect,
}: {
  pipeline: Subject | null;
  view: Box | null;
  fresh: string;
  open: boolean;
  selectedId: string | null;
  onFrame: Frame;
  onDraw: (drawing: ToolDrawing) => void;
  onSelect: ToolProps['onSelect'];
}) {
  const { of, f } = useLanguage();
  const texts = useSafetyTexts();
  const bbox = view && (view.map((degrees) => Number(degrees.toFixed(4))) as unknown as Box);
  const scope = pipeline ? { pipelineId: pipeline.id } : bbox && { bbox };
  const key = useSettled(scope && JSON.stringify(scope), 300);
  const answer = useRemote(open && key ? `${key} ${fresh}` : null, (signal) =>
    readEncroachments(JSON.parse(key ?? ''), signal),
  );
  const { data } = answer;
  const drawing = useMemo<ToolDrawing>(
    () => (data ? { ...NOTHING_DRAWN, shapes: shapesOf(data) } : NOTHING_DRAWN),
    [data],
  );
  useEffect(() => onDraw(drawing), [drawing, onDraw]);
  useEffect(() => {
    const strips = drawing.shapes.filter(({ id, look }) => look === 'safety' && id === pipeline?.id);
    if (pipeline && strips.length > 0) onFrame(pipeline.id, strips, pipeline.at);
  }, [pipeline, drawing, onFrame]);
  return (
    <div aria-busy={answer.loading}>
      {answer.slow && <span className="loading-line" />}
      <section className="risk-section">
        <h3>{texts.encroachments}</h3>
        {!pipeline && <p className="caption muted">{texts.noPipeline}</p>}
        {answer.problem && <Trouble problem={answer.problem} again={answer.again} />}
        {!data && answer.loading && <p className="caption muted">{texts.computing}…</p>}
        {data &&
          (data.count === 0 ? (
            <p className="risk-empty">{texts.none}</p>
          ) : (
            <p className="risk-number" data-count={data.count}>
              <b>{texts.totalOf(f.count(data.count), f.count(data.byPipeline.length))}</b>
            </p>
          ))}
        {data?.truncated && <p className="caption attention">{texts.truncated}</p>}
        {data && data.count > 0 && <Download answer={data} />}
      </section>
      {data && data.byPipeline.length > 0 && (
        <section className="risk-section">
          <h4>{texts.byPipeline}</h4>
          <ul className="safety-pipelines">
            {data.byPipeline.map((one) => (
              <li key={one.pipelineId}>
                <UnitButton unitId={one.pipelineId} name={one.name} onSelect={onSelect} />
                <b>{f.count(one.count)}</b>
                <span className="caption muted">
                  {texts.strip(`${f.decimal(one.protectionM)} m`)} {one.rule.clause}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data && data.count > 0 && <List answer={data} selectedId={selectedId} onSelect={onSelect} />}
      {data && data.notComputed.length > 0 && (
        <section className="risk-section">
          <details className="risk-details">
            <summary>{texts.notComputed(f.count(data.notComputed.length))}</summary>
            <ul className="risk-missing caption">
              {data.notComputed.map((one) => (
                <li key={one.pipelineId}>
                  <b>{one.name}</b> {of(one.reason)}
                </li>
              ))}
            </ul>
          </details>
        </section>
      )}
      {data && <Basis answer={data} />}
    </div>
  );
}

function List({
  answer,
  selectedId,
  onSelect,
}: {
  answer: EncroachmentAnswer;
  selectedId: string | null;
  onSelect: ToolProps['onSelect'];
}) {
  const { of, f } = useLanguage();
  const texts = useSafetyTexts();
  const [sort, setSort] = useState<Sort>('depth');
  const [shown, setShown] = useState(PAGE);
  const sorted = useMemo(
    () =>
      sort === 'depth'
        ? answer.objects.features
        : answer.objects.features.toSorted((a, b) => a.properties.distanceM - b.properties.distanceM),
    [answer, sort],
  );
  const metres = (value: number) => `${f.decimal(value)} m`;
  return (
    <section className="risk-section">
      <div className="siting-line-head">
        <h4>{texts.list}</h4>
        <span className="spread" />
        <fieldset className="risk-choice">
          <legend className="hidden">{texts.sort}</legend>
          {SORTS.map((one) => (
            <button
              key={one}
              type="button"
              className="button small"
              aria-pressed={sort === one}
              onClick={() => setSort(one)}
            >
              {texts.sorts[one]}
            </button>
          ))}
        </fieldset>
      </div>
      <ol className="siting-rows" aria-label={texts.encroachments}>
        {sorted.slice(0, shown).map(({ geometry, properties: one }) => (
          <li
            key={`${one.layer} ${one.id} ${one.pipelineId}`}
            className={one.id === selectedId ? 'chosen' : undefined}
            data-object={one.id}
            data-distance-m={one.distanceM}
          >
            <button
              type="button"
              className="siting-row"
              aria-pressed={one.id === selectedId}
              onClick={() =>
                onSelect({
                  layer: one.layer,
                  id: one.id,
                  at: [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0],
                })
              }
            >
              <span>
                <b>{one.name}</b>
                <span className="caption muted">
                  {texts.layers[one.layer]} {one.pipelineName}
                </span>
                <span className="caption muted">
                  {one.rule.clause}
                  {texts.colon}
                  {of(one.rule)}
                </span>
              </span>
              <span className="risk-verdict state-exceeding">
                {texts.depth(metres(one.depthM))}
                <span className="caption muted">{texts.away(metres(one.distanceM))}</span>
                <span className="caption muted">{texts.strip(metres(one.protectionM))}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div className="risk-row">
        <span className="caption muted">
          {texts.ofMany(f.count(Math.min(shown, sorted.length)), f.count(answer.count))}
        </span>
        {shown < sorted.length && (
          <button type="button" className="button link small" onClick={() => setShown(shown + 50)}>
            {texts.more}
          </button>
        )}
      </div>
    </section>
  );
}

function Download({ answer }: { answer: EncroachmentAnswer }) {
  const { lang } = useLanguage();
  const texts = useSafetyTexts();
  const city: Remote<Awaited<ReturnType<typeof readCity>>> = useRemote('city', readCity);
  return (
    <button
      type="button"
      className="button small"
      disabled={!city.data}
      onClick={() =>
        download(`${texts.csvName}.csv`, csv(encroachmentFile(answer, texts, lang, city.data?.demo ?? false)))
      }
    >
      <IconDownload size={14} stroke={1.75} aria-hidden="true" />
      {texts.csv}
    </button>
  );
}

function Basis({ answer }: { answer: EncroachmentAnswer }) {
  const { of, f } = useLanguage();
  const texts = useSafetyTexts();
  return (
    <section className="risk-section caption muted">
      <p>{of(answer.note)}</p>
      <p>
        {texts.asOf} {f.moment(answer.asOf)}
      </p>
      <ul className="risk-list">
        {answer.literature.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
}

/** Strips below, objects above. */
const shapesOf = ({ strips, objects }: EncroachmentAnswer): DrawnShape[] => [
  ...strips.features.map(
    ({ geometry, properties }): DrawnShape => ({
      id: properties.pipelineId,
      look: 'safety',
      geometry,
    }),
  ),
  ...objects.features.map(
    ({ geometry, properties }): DrawnShape => ({
      id: `${properties.id} ${properties.pipelineId}`,
      look: 'breach',
      geometry,
    }),
  ),
];
