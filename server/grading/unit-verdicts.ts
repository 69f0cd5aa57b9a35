/** Grades of risk points, major hazard sources and parks from what the ledger holds. */
import type { Grade } from '../../data/grade.ts';
import { type Explanation, GRADE_TEXTS, sourceWords, written } from '../../data/grading/explanation.ts';
import { gradeMajorHazard } from '../../data/grading/major-hazard.ts';
import { explainMajorHazard } from '../../data/grading/major-hazard-explained.ts';
import { explainPark, parkClass } from '../../data/grading/park.ts';
import {
  explainDirect,
  explainPoint,
  type ScoringMethod,
  scorePoint,
} from '../../data/grading/scored-point.ts';
import { type CityNumbers, citySchemeOf, parkBoundsOf } from '../../data/ledger/city-bounds.ts';
import { wholePeople } from './exposure.ts';
import { explainStated, raised, withDangers } from './stated.ts';
import type { HazardFacts, ParkFacts, PointFacts, Unit, UnitLayer } from './unit-facts.ts';
import type { Verdict } from './verdict.ts';

const isScoring = (method: string | null): method is ScoringMethod =>
  method === 'LEC' || method === 'LS' || method === 'MES';

/** The grade that the source stated: what the row says, unless the engine put it there itself. */
export const declaredOf = (unit: Unit): Grade | null =>
  unit.lastDeclared !== null && unit.lastGrade === unit.grade ? unit.lastDeclared : unit.grade;

export const common = (layer: UnitLayer, unit: Unit, score: number | null) => ({
  layer,
  id: unit.id,
  name: unit.name,
  source: unit.source,
  sector: unit.sector,
  regionCode: unit.regionCode,
  before: { grade: unit.grade, score, state: unit.state },
});

export function pointVerdict(point: PointFacts, numbers: CityNumbers): Verdict {
  const { settings } = numbers;
  const { inputs, method } = point;
  const scored = scoreOf(point, numbers);
  const declared = scored ? null : declaredOf(point);
  const base = scored ? scored.residual.grade : declared;
  const grade = raised(base, point.dangers, settings.floors.openMajorDanger);
  const columns = {
    inherent_score: scored?.inherent?.score ?? null,
    inherent_grade: scored?.inherent?.grade ?? null,
    residual_score: scored?.residual.score ?? null,
  };
  return {
    ...common('risk_points', point, point.residualScore),
    grade,
    score: columns.residual_score,
    declared,
    decided: scored !== null || point.dangers > 0 || point.lastDeclared !== null,
    columns,
    columnsChanged:
      columns.inherent_score !== point.inherentScore || columns.inherent_grade !== point.inherentGrade,
    explain() {
      if (!scored) return withDangers(explainStated(declared, point), point.dangers, grade);
      const date = point.assessedOn;
      const source = sourceWords(point.source);
      const values = inputs?.residual ?? inputs?.inherent;
      const base: Explanation =
        isScoring(method) && values
          ? explainPoint(method, values, {
              scheme: citySchemeOf(method, point.scheme, numbers),
              date,
              source,
            })
          : explainDirect(inputs?.reasons ?? [], date);
      return withDangers(inherentStep(base, scored.inherent), point.dangers, grade);
    },
  };
}

interface Scored {
  readonly inherent: { readonly score: number; readonly grade: Grade } | null;
  readonly residual: { readonly score: number | null; readonly grade: Grade };
}

/** Scores of a point; null where its inputs give none. */
function scoreOf({ method, scheme: named, inputs }: PointFacts, numbers: CityNumbers): Scored | null {
  if (!inputs) return null;
  try {
    if (isScoring(method)) {
      const scheme = citySchemeOf(method, named, numbers);
      const inherent = inputs.inherent ? scorePoint(method, inputs.inherent, scheme) : null;
      const residual = inputs.residual ? scorePoint(method, inputs.residual, scheme) : inherent;
      return residual && { inherent, residual };
    }
  } catch {
    // written before this method or scheme was known: the stated grade stays
    return null;
  }
  return method === 'rule' && inputs.reasons?.length
    ? { inherent: null, residual: { score: null, grade: 1 } }
    : null;
}

function inherentStep(base: Explanation, inherent: Scored['inherent']): Explanation {
  if (!inherent) return base;
  const words = GRADE_TEXTS[inherent.grade];
  return {
    ...base,
    steps: [
      {
        rule: { zh: '固有风险（不计管控措施）', en: 'Inherent risk (without control measures)' },
        result: {
          zh: `${written(inherent.score)}，${words.zh}`,
          en: `${written(inherent.score)}, ${words.en}`,
        },
        grade: inherent.grade,
        decisive: false,
      },
      ...base.steps,
    ],
  };
}

export function hazardVerdict(hazard: HazardFacts, { settings }: CityNumbers): Verdict {
  const { inventory } = hazard;
  const residents = hazard.residents === null ? hazard.exposedPeople : wholePeople(hazard.residents);
  const result = inventory && residents !== null ? gradeMajorHazard(inventory, residents) : null;
  const declared = result?.level ? null : declaredOf(hazard);
  const base = result?.level ? settings.floors.majorHazardLevel[result.level] : declared;
  const grade = raised(base, hazard.dangers, settings.floors.openMajorDanger);
  const columns = {
    s_value: result ? result.s : hazard.sValue,
    r_value: result ? result.r : hazard.rValue,
    exposed_people: residents,
    level: result ? result.level : hazard.level,
  };
  return {
    ...common('major_hazards', hazard, hazard.rValue),
    grade,
    score: columns.r_value,
    declared,
    decided: result !== null || hazard.dangers > 0 || hazard.lastDeclared !== null,
    columns,
    columnsChanged:
      columns.s_value !== hazard.sValue ||
      columns.exposed_people !== hazard.exposedPeople ||
      columns.level !== hazard.level,
    explain() {
      if (!result) return withDangers(explainStated(declared, hazard), hazard.dangers, grade);
      const counted = hazard.residents !== null;
      const { level: _level, ...explained } = explainMajorHazard(inventory!, residents, {
        gradeOfLevel: settings.floors.majorHazardLevel,
        source: sourceWords(hazard.source),
        date: hazard.assessedOn,
        residentsSource: counted
          ? {
              zh: `人口数据按面积内插${hazard.countedOn ? `（${hazard.countedOn}）` : ''}`,
              en: `census by area${hazard.countedOn ? ` (${hazard.countedOn})` : ''}`,
            }
          : {
              zh: `来源“${sourceWords(hazard.source).zh}”申报`,
              en: `stated by "${sourceWords(hazard.source).en}"`,
            },
      });
      const outside = [...(explained.outside ?? []), ...(counted && !hazard.bounded ? [NO_BOUNDARY] : [])];
      return withDangers(
        { ...explained, grade: base, ...(outside.length > 0 && { outside }) },
        hazard.dangers,
        grade,
      );
    },
  };
}

/** The ring of GB 18218-2018 lies outward of the border of the plant; around a point it is too small. */
const NO_BOUNDARY = {
  zh: '厂区边界未登记：500 m 只能从登记位置起算，人口可能少计，α 可能偏低',
  en: 'The border of the plant is not registered: 500 m are measured from its place, so residents may be missed and α too low',
};

const CLASS_GRADES = { A: 1, B: 2, C: 3, D: 4 } as const satisfies Record<string, Grade>;

/** A park's class is its grade: A red to D blue. */
export function parkVerdict(park: ParkFacts, numbers: CityNumbers): Verdict {
  const scored = park.score;
  const bounds = parkBoundsOf(numbers);
  const cls = scored ? parkClass(scored.score, bounds.bounds).class : park.class;
  const grade = cls === null ? null : CLASS_GRADES[cls];
  return {
    ...common('parks', park, park.classScore),
    before: {
      grade: park.class === null ? null : CLASS_GRADES[park.class],
      score: park.classScore,
      state: park.class === null ? 'not_assessed' : 'current',
    },
    grade,
    score: scored ? scored.score : park.classScore,
    declared: scored ? null : grade,
    decided: scored !== null,
    columns: { class: cls, class_score: scored ? scored.score : park.classScore },
    explain: () =>
      scored
        ? explainPark(scored.score, {
            ...bounds,
            date: scored.scoredOn,
            source: sourceWords(scored.source),
          })
        : explainStated(grade, park),
  };
}
