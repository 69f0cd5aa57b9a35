/**
 * Layer against layer: which objects lie within a distance of any object of another layer.
 * The other layer's objects are read once, cut into pieces, and each piece is looked around through the cell keys
 * (the published copy: its spatial index), so that the cost follows what is near and not what there is.
 */
import { keyRanges, quickKeyRanges } from '../../data/geo/cell-key.ts';
import { widenBox } from '../../data/geo/widen-box.ts';
import { onlyPoints } from '../../data/layer.ts';
import { valueProblem } from '../../data/problem.ts';
import type { Session, Who } from '../db/database.ts';
import { Invalid } from '../failure.ts';
import { bulgeOf } from '../geometry-input.ts';
import { type AddParam, type Box, parameters } from '../reading.ts';
import { type Area, BULGE_OF_OBJECTS_M, inArea, measuredNear, measuredSql, metresSql } from './area.ts';
import { type Asked, askedLayer, checkAsked, narrowed } from './asked.ts';
import type { NearInput } from './inputs.ts';
import { type Piece, piecesOf, type Source } from './pieces.ts';

/** More places than this to look around are refused: the question should be narrowed first. */
const MAX_PIECES = 100_000;
/** Comparing two large layers may take longer than other questions. */
export const NEAR_TIMEOUT_MS = 30_000;
/** Runs of lines are about this long at least: shorter ones cost more questions than they spare candidates. */
const SHORTEST_RUN_M = 250;
/** Up to so many pieces a close cover of each is worth its computation. */
const FEW_PIECES = 200;

/** What is to be near, ready to be joined with any layer. */
export interface Near {
  readonly asked: Asked;
  readonly radiusM: number;
  readonly from: 'boundary' | 'point';
  readonly pieces: readonly Piece[];
}

/** Reads the other layer's objects around the area. Throws NotFound, Invalid when they are too many. */
export async function nearOf(
  session: Session,
  who: Who,
  { layer, filter, kinds, radiusM, from }: NearInput,
  area: Area | undefined,
): Promise<Near> {
  const asked = askedLayer(layer, { filter, kinds }, who, '/inputs/near');
  await checkAsked(session, asked, '/inputs/near');
  const { values, add } = parameters();
  const conditions = narrowed(asked, add);
  if (area) {
    const reachM = radiusM + area.radiusM + area.shape.bulgeM + 2 * BULGE_OF_OBJECTS_M;
    const near = measuredNear(asked.reading, from, widenBox(area.shape.box, reachM), add);
    if (near) conditions.unshift(near);
  }
  const sources = await session.query<Source>(
    `select fid, case when st_dimension(shape) < 2 then st_asgeojson(shape, 15) end as line,
  st_xmin(shape) as west, st_ymin(shape) as south, st_xmax(shape) as east, st_ymax(shape) as north
from (
  select fid, ${measuredSql(asked.reading, from)} as shape
  from ${asked.reading.table}
  ${conditions.length > 0 ? `where ${conditions.join('\n  and ')}` : ''}
  limit ${MAX_PIECES + 1}
) as source`,
    values,
  );
  const lengthM = Math.max(SHORTEST_RUN_M, 2 * radiusM);
  const pieces: Piece[] = [];
  for (const source of sources) pieces.push(...piecesOf(source, lengthM));
  if (sources.length > MAX_PIECES || pieces.length > MAX_PIECES) {
    throw new Invalid(
      valueProblem(
        '/inputs/near/layer',
        'range',
        { zh: '要比对的对象太多', en: 'Too many objects to compare with' },
        { zh: '请用类别、过滤条件或范围缩小', en: 'Narrow them by kinds, filter or area' },
      ),
    );
  }
  return { asked, radiusM, from, pieces };
}

/**
 * Common table expressions that end in `matched (fid, id, grade, distance_m, near_id)`: the objects of a layer within
 * the distance, each once, with its nearest object; of equally near ones the first id.
 */
export function nearSql(target: Asked, near: Near, area: Area | undefined, add: AddParam): string {
  const { reading } = target;
  const slackM = onlyPoints(reading.layer) ? 0 : BULGE_OF_OBJECTS_M;
  const boxes = near.pieces.map(({ box, widest }) => widenBox(box, near.radiusM + bulgeOf(widest) + slackM));
  const inner = [
    ...(reading.scoped ? ['qk between range.low and range.high'] : []),
    'geom && st_makeenvelope(piece.west, piece.south, piece.east, piece.north, 4326)',
    ...(area ? [inArea(reading, area, add)] : []),
    ...narrowed(target, add),
  ];
  const other = near.asked.reading;
  // offset 0 keeps the loop this way round: pieces outside, the key index inside
  return `piece as materialized (
  select at.n, at.west, at.south, at.east, at.north, source.fid as source_fid, source.id as near_id,
    coalesce(st_geomfromtext(at.wkt, 4326), ${measuredSql(other, near.from)}) as shape
  from ${pieceRows(near.pieces, boxes, add)}
  join ${other.table} as source on source.fid = at.fid
),
${reading.scoped ? `${rangeRows(boxes, onlyPoints(reading.layer), add)},\n` : ''}pair as (
  select found.fid, found.id, found.grade, piece.near_id, ${metresSql('found.geom', 'piece.shape')} as distance_m
  from piece
  ${reading.scoped ? 'join range on range.n = piece.n' : ''}
  cross join lateral (
    select fid, id, ${gradeSql(target)} as grade, geom
    from ${reading.table}
    where ${inner.join('\n      and ')}
    offset 0
  ) as found
  where st_dwithin(found.geom::geography, piece.shape::geography, ${add(near.radiusM)}::double precision)
    ${other.table === reading.table ? 'and found.fid <> piece.source_fid' : ''}
),
matched as materialized (
  select distinct on (fid) fid, id, grade, distance_m, near_id
  from pair
  order by fid, distance_m, near_id collate "C"
)`;
}

/** The grade of a row; layers without grades count as not assessed. */
export const gradeSql = ({ reading }: Asked): string => (reading.layer.graded ? 'grade' : 'null::smallint');

function pieceRows(pieces: readonly Piece[], boxes: readonly Box[], add: AddParam): string {
  const edge = (side: 0 | 1 | 2 | 3) => `${add(boxes.map((box) => box[side]))}::double precision[]`;
  return `unnest(
    ${add(pieces.map(({ fid }) => fid))}::bigint[],
    ${add(pieces.map(({ wkt }) => wkt))}::text[],
    ${edge(0)}, ${edge(1)}, ${edge(2)}, ${edge(3)}
  ) with ordinality as at (fid, wkt, west, south, east, north, n)`;
}

function rangeRows(boxes: readonly Box[], points: boolean, add: AddParam): string {
  const rangesOf = boxes.length > FEW_PIECES ? quickKeyRanges : (box: Box) => keyRanges(box);
  const [numbers, lows, highs]: [number[], number[], number[]] = [[], [], []];
  boxes.forEach((box, index) => {
    const { ranges, ancestors } = rangesOf(box);
    const larger = points ? [] : ancestors.map((key) => [key, key] as const);
    for (const [low, high] of [...ranges, ...larger]) {
      numbers.push(index + 1);
      lows.push(low);
      highs.push(high);
    }
  });
  return `range as materialized (
  select n, low, high
  from unnest(${add(numbers)}::bigint[], ${add(lows)}::bigint[], ${add(highs)}::bigint[]) as r (n, low, high)
)`;
}
