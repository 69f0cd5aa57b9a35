/** Whether somebody changed an object since a form was filled from it, and what. */
import type { Text } from '../../data/layer.ts';
import { type FieldProblem, valueProblem } from '../../data/problem.ts';
import type { Session } from '../db/database.ts';
import { Failure } from '../failure.ts';
import { asEngine } from '../grading/as-engine.ts';

/** What hangs on an object and is edited with it. */
const PARTS = ['control_measures', 'responsibilities'] as const;
/** Columns that follow from others: that they changed is nobody's edit. */
const FOLLOWING = [
  'grade',
  'grade_state',
  'assessed_on',
  'score',
  'inherent_score',
  'inherent_grade',
  'residual_score',
  's_value',
  'r_value',
  'exposed_people',
  'level',
  'inspection_state',
];

/** Number of the newest event of the object; raised by every change. */
export async function versionOf(session: Session, layer: string, id: string): Promise<number> {
  const [row] = await session.query<{ version: number }>(
    'select fourcolor.object_version($1::text, $2::text) as version',
    [layer, id],
  );
  return row!.version;
}

interface Change {
  readonly layer: string;
  readonly at: string;
  readonly userId: string | null;
  readonly action: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/**
 * Refuses with what changed when somebody edited the object after `version`. `labels`: the words of its columns.
 * `pointer` goes before every column's name.
 */
export async function refuseStale(
  session: Session,
  layer: string,
  id: string,
  version: number | undefined,
  labels: Readonly<Record<string, Text>>,
  pointer = '',
): Promise<void> {
  if (version === undefined || (await versionOf(session, layer, id)) <= version) return;
  const changes = await asEngine(session, 'what changed', (engine) =>
    engine.query<Change>(
      `select layer, at, user_id as "userId", action, before, after
from fourcolor.events
where object_id = $1::text and layer = any($2::text[]) and id > $3::bigint
order by id`,
      [id, [layer, ...PARTS], version],
    ),
  );
  const errors = changes.flatMap((change) => problemsOf(change, layer, labels, pointer));
  if (errors.length === 0) return;
  throw new Failure('conflict', {
    detail: {
      zh: '打开之后已被他人修改，请重新读取并合并',
      en: 'Somebody changed it after it was opened: read it again and merge',
    },
    errors: errors.slice(0, 50),
  });
}

function problemsOf(
  { layer, at, action, before, after }: Change,
  object: string,
  labels: Readonly<Record<string, Text>>,
  pointer: string,
): FieldProblem[] {
  const when = at.slice(0, 16).replace('T', ' ');
  if (layer !== object)
    return [
      {
        ...valueProblem(`${pointer}/${layer === 'control_measures' ? 'measures' : layer}`, 'unknown', {
          zh: `${layer === 'control_measures' ? '管控措施' : '责任人'}于 ${when}（UTC）被修改`,
          en: `${layer === 'control_measures' ? 'Control measures' : 'Responsible persons'} changed at ${when} UTC`,
        }),
        code: 'changed',
      },
    ];
  if (action !== 'update') return [];
  return Object.keys(after ?? {})
    .filter(
      (name) => !FOLLOWING.includes(name) && JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
    )
    .map((name) => {
      const label = labels[name] ?? { zh: name, en: name };
      const shown = name === 'geom' || name === 'boundary' ? '' : said(after?.[name]);
      return {
        pointer: `${pointer}/${name}`,
        code: 'changed',
        message: {
          zh: `“${label.zh}”于 ${when}（UTC）改为${shown === '' ? '别处' : `“${shown}”`}`,
          en: `${label.en} became ${shown === '' ? 'another place' : `"${shown}"`} at ${when} UTC`,
        },
      };
    });
}

const said = (value: unknown): string =>
  value === null || value === undefined
    ? '—'
    : (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 120);
