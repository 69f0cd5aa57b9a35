/** Evaluations, 100-point forms and the assigned persons of the demo city's enterprises. 模拟数据. */
import type { Grade } from '../../grade.ts';
import { ELEMENTS, type Element, type Judgement } from '../../grading/evaluation.ts';
import { addDays } from '../days.ts';
import type { DemoDetail, DemoGround } from '../ground.ts';
import { personName, telephone } from '../persons.ts';
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
  readonly persons: readonly DemoDetail[];
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

const OFFICES = {
  official: '包保领导',
  staff: '包保工作人员',
  expert: '化工安全专家',
} as const;
const DUTIES = {
  official: '每半年至少到企业检查一次，协调解决重大问题',
  staff: '每季度上门指导，跟踪隐患整改',
  expert: '每半年技术会诊，指导隐患判定',
} as const;

/** Invents them for the enterprises that matter: red and orange ones, producers and storers of hazardous chemicals. */
export function buildAssessments({ enterprises, today }: DemoGround): DemoAssessments {
  const random = mulberry32(5_5);
  const evaluations: DemoAssessments['evaluations'][number][] = [];
  const forms: DemoAssessments['forms'][number][] = [];
  const persons: DemoDetail[] = [];
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
    if (!key) continue;
    for (const kind of ['official', 'staff', 'expert'] as const)
      persons.push({
        owner_layer: 'enterprises',
        owner_id: enterpriseId,
        kind,
        name: personName(random),
        organisation: OFFICES[kind],
        phone: telephone(random),
        duties: DUTIES[kind],
        last_performed_on: random() < 0.06 ? null : addDays(today, -Math.floor(random() * 170)),
      });
    for (const department of grade === 1 ? ['市应急管理局', '区应急管理局'] : ['区应急管理局'])
      persons.push({
        owner_layer: 'enterprises',
        owner_id: enterpriseId,
        kind: 'supervisor',
        name: department,
        organisation: department,
        phone: null,
        duties: department.startsWith('市') ? '综合监管' : '属地监管',
        last_performed_on: addDays(today, -Math.floor(random() * 120)),
      });
  }
  return { evaluations, forms, persons };
}
