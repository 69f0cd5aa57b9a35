/** Writes the objects of the demo city's layers and what hangs on them, by their declarations. */
import type { DemoDetail, DemoObject } from '../data/demo/ground.ts';
import type { Field, Layer } from '../data/layer.ts';
import type { Detail } from '../data/layers/details.ts';
import type { Session } from './db/database.ts';

/** Columns that are filled from the object's identity or by the database. */
const GIVEN = ['id', 'source', 'source_id', 'grade_state'];

/** Inserts objects of one layer. `today`: 'YYYY-MM-DD', before which a due review is overdue. */
export async function insertObjects(
  session: Session,
  layer: Layer,
  source: string,
  today: string,
  objects: readonly DemoObject[],
): Promise<void> {
  const columns = Object.entries(layer.fields).filter(
    ([name, field]) => !field.derived && !GIVEN.includes(name),
  );
  const hasBoundary = objects.some((object) => object.boundary !== undefined);
  const extra = hasBoundary ? ['boundary'] : [];
  // what the method of a risk point asks for is no field of the layer
  const follows = layer.id === 'risk_points' ? ['inherent_score', 'inherent_grade', 'residual_score'] : [];
  const inputs = layer.id === 'risk_points' ? ['inputs', ...follows] : [];
  const names = columns.map(([name]) => `"${name}"`);
  const state = layer.graded
    ? [
        `case when grade is null then 'not_assessed' when review_due < $3::date then 'overdue' else 'current' end`,
      ]
    : [];
  const shape = 'ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326)';
  await session.query(
    `
    insert into fourcolor.${layer.id} (
      source, source_id, id, ${[...names, ...(layer.graded ? ['grade_state'] : []), ...extra, ...inputs, 'geom'].join(', ')}
    )
    select
      $2::text, "sourceId", "sourceId",
      ${[...names, ...state, ...extra.map(() => 'ST_SetSRID(ST_GeomFromGeoJSON(boundary), 4326)'), ...inputs.map((name) => (name === 'inputs' ? 'inputs::jsonb' : name)), shape].join(', ')}
    from jsonb_to_recordset($1::jsonb) as o (
      "sourceId" text, geometry text, boundary text, inputs text,
      ${follows.map((name) => `${name} ${layer.fields[name]!.type},`).join(' ')}
      ${columns.map(([name, field]) => `"${name}" ${field.type}`).join(', ')}
    )
    `,
    [
      JSON.stringify(
        objects.map(({ sourceId, geometry, boundary, values }) => ({
          ...values,
          sourceId,
          geometry: JSON.stringify(geometry),
          ...(boundary && { boundary: JSON.stringify(boundary) }),
        })),
      ),
      source,
      ...(layer.graded ? [today] : []),
    ],
  );
}

/** Inserts lines of a detail table; their owners are there already. */
export async function insertDetails(
  session: Session,
  detail: Detail,
  rows: readonly DemoDetail[],
): Promise<void> {
  const columns: [string, Field][] = Object.entries(detail.fields);
  const names = columns.map(([name]) => `"${name}"`).join(', ');
  await session.query(
    `
    insert into fourcolor.${detail.id} (${names})
    select ${names}
    from jsonb_to_recordset($1::jsonb) as d (${columns.map(([name, field]) => `"${name}" ${field.type}`).join(', ')})
    `,
    [JSON.stringify(rows)],
  );
}
