/** Why an object has its grade, now or on a day of the past: the process `grade-explain`. */
import { z } from '@hono/zod-openapi';
import { GRADE_STATES, type Grade, type GradeState } from '../../data/grade.ts';
import type { Explanation } from '../../data/grading/explanation.ts';
import { SECTORS } from '../../data/tables/sectors.ts';
import { TextSchema } from '../contract.ts';
import type { Session, Who } from '../db/database.ts';
import { NotFound } from '../failure.ts';
import { Moment } from '../history/moment.ts';
import { declareProcess } from '../process.ts';
import { findReading } from '../reading.ts';
import type { Services } from '../services.ts';
import { areaVerdicts } from './area-verdicts.ts';
import { asEngine } from './as-engine.ts';
import { constantsOf } from './counted-objects.ts';
import { refreshExposures } from './exposure.ts';
import { type History, historyOf, stateAt } from './grade-history.ts';
import { holderVerdict } from './holder-verdict.ts';
import { regionVerdicts } from './region-verdicts.ts';
import { type CurrentSettings, currentSettings } from './settings.ts';
import { explainStated } from './stated.ts';
import { hazardFacts, holderFacts, parkFacts, pointFacts } from './unit-facts.ts';
import { hazardVerdict, parkVerdict, pointVerdict } from './unit-verdicts.ts';
import { explainedBy, type Verdict } from './verdict.ts';

const GradeValue = z.int().min(1).max(4).nullable();
const Inputs = z
  .strictObject({
    layer: z.string().max(60),
    id: z.string().max(300),
    at: Moment.optional().openapi({
      type: 'string',
      description: 'A day of the past in China, or an instant in UTC; absent = now / 过去的某一天或某一时刻',
    }),
  })
  .openapi('GradeExplainInputs');
const Outputs = z
  .object({
    layer: z.string(),
    id: z.string(),
    name: z.string(),
    grade: GradeValue,
    state: z.enum(GRADE_STATES.map(({ id }) => id)),
    assessedAt: z.string().nullable(),
    method: z.object({ id: z.string(), version: z.string(), name: TextSchema, source: TextSchema }),
    settingsVersion: z.int().optional().openapi({
      description: 'Version of the city’s grading settings; 0 = the defaults; absent = not graded by them',
    }),
    scheme: z.string().optional(),
    inputs: z.array(z.any()),
    formula: z.string(),
    numbers: z.string(),
    formulaEn: z.string().optional().openapi({ description: 'In English, where the formula holds words' }),
    numbersEn: z.string().optional(),
    steps: z.array(z.any()),
    score: z.number().nullable(),
    rule: TextSchema,
    toLower: z.array(z.any()),
    contributors: z.array(z.any()).optional(),
    outside: z.array(TextSchema).optional(),
    history: z.array(
      z.object({
        at: z.string(),
        validFrom: z.string().nullable(),
        grade: GradeValue,
        previousGrade: GradeValue,
        score: z.number().nullable(),
        cause: z.string().nullable(),
        userId: z.string().nullable(),
      }),
    ),
  })
  .openapi('GradeExplainOutputs');

/** The process: method, inputs, formula with its numbers, the rule that decided, and what would lower the grade. */
export const gradeExplain = declareProcess({
  id: 'grade-explain',
  title: { zh: '为什么是这个等级', en: 'Why this grade' },
  description: {
    zh: '说明一个对象或区域的风险等级：方法与版本、输入及其来源、代入数字的公式、决定性规则、降一级的途径、贡献者与历次变化。',
    en: 'Explains the grade of an object or region: method and version, inputs with sources, the formula with its numbers, the deciding rule, what would lower it, contributors and past changes.',
  },
  inputs: Inputs,
  outputs: Outputs,
  run: (services, who, inputs) => answer(services, who, inputs),
});

interface Asked {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly grade: Grade | null;
  readonly state: GradeState;
  readonly assessedOn: string | null;
}

/** Throws NotFound where the object is absent or hidden, and for visitors. */
async function answer(
  services: Services,
  who: Who,
  { layer, id, at }: z.output<typeof Inputs>,
): Promise<string> {
  if (who.role === 'public' || id.includes('\0')) throw new NotFound();
  return services.database.as(
    who,
    async (session) => {
      const asked = await visible(session, who, layer, id);
      const history = await historyOf(session, layer, id);
      const past = at === undefined ? null : await stateAt(session, layer, id, at);
      if (at !== undefined && !past) throw new NotFound();
      const explained: Explanation = past
        ? (past.explanation ??
          explainStated(past.grade, { source: asked.source, assessedOn: past.assessedOn }))
        : await explainNow(session, layer, asked, history);
      const { grade: _grade, ...rest } = explained;
      return JSON.stringify({
        layer,
        id,
        name: asked.name,
        grade: past ? past.grade : asked.grade,
        state: past ? (past.grade === null ? 'not_assessed' : 'current') : asked.state,
        assessedAt: past ? past.assessedOn : asked.assessedOn,
        ...rest,
        ...(rest.contributors ? { contributors: await seen(session, who, rest.contributors) } : {}),
        history: history.map(({ explanation: _explanation, ...entry }) =>
          who.role === 'audit' || who.role === 'admin' ? entry : { ...entry, userId: null },
        ),
      });
    },
    { timeoutMs: 20_000 },
  );
}

/** The object as this person sees it. Throws NotFound. */
async function visible(session: Session, who: Who, layer: string, id: string): Promise<Asked> {
  if (layer === 'sectors') {
    const sector = SECTORS.find((one) => one.id === id);
    if (!sector || who.regions || (who.sectors && !who.sectors.includes(id))) throw new NotFound();
    return { id, name: sector.zh, source: '', ...(await recordedGrade(session, layer, id)) };
  }
  const reading = findReading(layer, who);
  if (!reading) throw new NotFound();
  const { fields } = reading.layer;
  const [row] = await session.query<Omit<Asked, 'state'> & { state: GradeState | null }>(
    `select id, name, source, ${
      'grade' in fields
        ? 'grade, grade_state as state, assessed_on as "assessedOn"'
        : layer === 'parks'
          ? `case class when 'A' then 1 when 'B' then 2 when 'C' then 3 when 'D' then 4 end as grade,
  case when class is null then 'not_assessed' when review_due < fourcolor.today() then 'overdue' else 'current' end as state,
  classified_on as "assessedOn"`
          : 'null as grade, null as state, null as "assessedOn"'
    }
from ${reading.table}
where id = $1::text`,
    [id],
  );
  if (!row) throw new NotFound();
  if (row.state !== null) return row as Asked;
  if (layer !== 'management_areas') throw new NotFound();
  return { ...row, ...(await recordedGrade(session, layer, id)) };
}

/** Areas and sectors have no row of their own for the grade: the last entry says it. */
async function recordedGrade(session: Session, layer: string, id: string) {
  const [last] = await session.query<{ grade: Grade | null; assessedOn: string | null }>(
    `select grade, valid_from as "assessedOn"
from fourcolor.gradings
where layer = $1::text and object_id = $2::text
order by at desc, id desc
limit 1`,
    [layer, id],
  );
  const grade = last?.grade ?? null;
  return {
    grade,
    state: (grade === null ? 'not_assessed' : 'current') as GradeState,
    assessedOn: last?.assessedOn ?? null,
  };
}

/** From today's data where they give the grade that stands; otherwise as it was recorded, or stated. */
async function explainNow(
  session: Session,
  layer: string,
  asked: Asked,
  history: readonly History[],
): Promise<Explanation> {
  const { verdict, version } = await verdictNow(session, layer, asked.id);
  if (verdict?.decided && verdict.grade === asked.grade) return explainedBy(verdict, version);
  const recorded = history.find(({ explanation }) => explanation !== null);
  if (recorded && recorded.grade === asked.grade) return recorded.explanation!;
  return explainStated(asked.grade, asked);
}

function verdictNow(session: Session, layer: string, id: string) {
  return asEngine(session, 'grade-explain', async (engine) => {
    const city = await currentSettings(engine);
    return { verdict: await verdictBy(engine, city, layer, id), version: city.version };
  });
}

async function verdictBy(
  engine: Session,
  city: CurrentSettings,
  layer: string,
  id: string,
): Promise<Verdict | undefined> {
  const { settings, version } = city;
  const options = { settings, constants: constantsOf(settings, version), assess: false };
  const only = [id];
  switch (layer) {
    case 'risk_points':
      return (await pointFacts(engine, only)).map((facts) => pointVerdict(facts, city))[0];
    case 'major_hazards':
      await refreshExposures(engine, 'major_hazards', 'o.id = any($1::text[])', [only]);
      return (await hazardFacts(engine, only)).map((facts) => hazardVerdict(facts, city))[0];
    case 'enterprises':
    case 'places':
    case 'hazard_points':
      return (await holderFacts(engine, layer, only)).map((facts) => holderVerdict(layer, facts, city))[0];
    case 'parks':
      return (await parkFacts(engine, only)).map((facts) => parkVerdict(facts, city))[0];
    case 'regions':
      return (await regionVerdicts(engine, only, options)).verdicts.find((one) => one.id === id);
    case 'management_areas': {
      const [area] = await engine.query<{ codes: string[] }>(
        'select region_codes as codes from fourcolor.management_areas where id = $1::text',
        [id],
      );
      const found = await areaVerdicts(engine, area?.codes ?? [], [], options);
      return found.flatMap(([, verdicts]) => verdicts).find((one) => one.id === id);
    }
    default:
      return undefined;
  }
}

/** Contributors that the person may see keep their names; of the others only layer, score and share are told. */
async function seen(
  session: Session,
  who: Who,
  contributors: NonNullable<Explanation['contributors']>,
): Promise<Explanation['contributors']> {
  const known = new Set<string>();
  for (const layer of new Set(contributors.map((one) => one.layer))) {
    const reading = findReading(layer, who);
    if (!reading) continue;
    const ids = contributors.filter((one) => one.layer === layer).map(({ id }) => id);
    const rows = await session.query<{ id: string }>(
      `select id from ${reading.table} where id = any($1::text[])`,
      [ids],
    );
    for (const { id } of rows) known.add(`${layer}/${id}`);
  }
  return contributors.map((one) =>
    known.has(`${one.layer}/${one.id}`) ? one : { ...one, id: '', name: '' },
  );
}
