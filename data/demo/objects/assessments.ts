/** Evaluations and 100-point forms of the demo city's enterprises. 模拟数据. */
import type { Grade } from '../../grade.ts';
import { ELEMENTS, type Element, type Judgement } from '../../grading/evaluation.ts';
import { addDays } from '../days.ts';
import type { DemoGround } from '../ground.ts';
import { hash2, mulberry32 } from '../random.ts';

export interface DemoAssessments {
  readonly evaluations: readonly {
    readonly enterpriseId: string;
    readonly on: string;
    readonly elements: Readonly<Record<Element, Judgement>>;
  }[];
  readonly forms: readonly {
    readonly enterpriseId: string;
    readonly on: string;
    readonly items: Readonly<Record<string, number>>;
  }[];
}

const FORMED = ['hazmat_production', 'hazmat_storage'];

/** What a form of each grade counts: every worse one adds to the better. */
const FORM_ITEMS: Readonly<Record<Grade, Readonly<Record<string, number>>>> = {
  4: { class_a: 3, regulated_process: 1, key_regulated: 5, standard_3: 1 },
  3: { class_a: 4, regulated_process: 3, key_regulated: 4, outside_park: 1, no_telemetry: 2 },
  2: {
    class_a: 4,
    regulated_process: 3,
    outside_park: 1,
    no_telemetry: 2,
    no_gas_alarm: 1,
    special_equipment: 1,
    untested_manager: 1,
    procedures: 1,
  },
  1: {
    class_a: 5,
    regulated_process: 4,
    outside_park: 1,
    no_automation: 1,
    special_equipment: 1,
    untested_manager: 1,
    unqualified: 1,
    special_operations: 1,
  },
};
export const formItems = (grade: Grade) => FORM_ITEMS[grade];

/** Elements whose whole is `overall`. */
export function elementsFor(overall: Judgement, index: number): Record<Element, Judgement> {
  const first = hash2(index, 5) % ELEMENTS.length;
  const rest: Judgement = overall === 'good' ? 'good' : 'fair';
  return Object.fromEntries(
    ELEMENTS.map(({ id }, i) => {
      const turn = (i - first + ELEMENTS.length) % ELEMENTS.length;
      if (overall === 'poor' && turn < 2) return [id, 'poor'];
      return [id, overall === 'good' && turn === 0 ? 'fair' : rest];
    }),
  ) as Record<Element, Judgement>;
}

/** Invents them for the enterprises that matter: red and orange ones, producers and storers of hazardous chemicals. */
export function buildAssessments({ enterprises, today }: DemoGround): DemoAssessments {
  const random = mulberry32(5_5);
  const evaluations: DemoAssessments['evaluations'][number][] = [];
  const forms: DemoAssessments['forms'][number][] = [];
  for (const [index, enterprise] of enterprises.entries()) {
    const { grade, evaluation, sector } = enterprise;
    if (grade === null) continue;
    const enterpriseId = `demo:${enterprise.sourceId}`;
    const formed = FORMED.includes(sector);
    const key = grade <= 2;
    if (evaluation && (key || formed))
      evaluations.push({
        enterpriseId,
        on: addDays(today, -10 - Math.floor(random() * 300)),
        elements: elementsFor(evaluation, index),
      });
    if (formed)
      forms.push({
        enterpriseId,
        on: addDays(today, -20 - Math.floor(random() * 330)),
        items: formItems(grade),
      });
  }
  return { evaluations, forms };
}
