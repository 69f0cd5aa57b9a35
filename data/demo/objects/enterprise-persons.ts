/** Who answers for the demo city's enterprises: their own persons, the authorities' for the worst. 模拟数据. */
import { addDays } from '../days.ts';
import type { DemoDetail, DemoGround } from '../ground.ts';
import { personName, telephone } from '../persons.ts';
import { hash2, mulberry32 } from '../random.ts';

interface Office {
  readonly office: string;
  readonly duties: string;
}

/** The three persons of the plant (企业三级包保). */
const OWN = {
  principal: { office: '主要负责人', duties: '组织落实安全生产责任制，每季度带队检查' },
  technical: { office: '技术负责人', duties: '管控措施的技术保障，每月检查' },
  operation: { office: '操作负责人', duties: '每日巡查现场，记录并上报隐患' },
} as const;
/** Those of the authorities for red and orange ones (政府包保). */
const OFFICES = {
  official: { office: '包保领导', duties: '每半年至少到企业检查一次，协调解决重大问题' },
  staff: { office: '包保工作人员', duties: '每季度上门指导，跟踪隐患整改' },
  expert: { office: '化工安全专家', duties: '每半年技术会诊，指导隐患判定' },
} as const;

/** Of a hundred enterprises that are neither red nor orange so many have named nobody. */
const NOBODY_PERCENT = 8;

/** All three where the risk is more than low, else only the principal; some have named nobody. */
export function buildEnterprisePersons({ enterprises, today }: DemoGround): DemoDetail[] {
  const random = mulberry32(30_030);
  const persons: DemoDetail[] = [];
  for (const [index, { grade, sourceId, name }] of enterprises.entries()) {
    const key = grade !== null && grade <= 2;
    const owner = { owner_layer: 'enterprises', owner_id: `demo:${sourceId}` };
    const performed = (withinDays: number) =>
      random() < 0.06 ? null : addDays(today, -Math.floor(random() * withinDays));
    const add = (kind: string, { office, duties }: Office, organisation: string, withinDays: number) =>
      persons.push({
        ...owner,
        kind,
        name: personName(random),
        organisation: `${organisation}${office}`,
        phone: telephone(random),
        duties,
        last_performed_on: performed(withinDays),
      });
    if (key || hash2(index, 30) % 100 >= NOBODY_PERCENT)
      for (const kind of grade !== null && grade <= 3
        ? (['principal', 'technical', 'operation'] as const)
        : (['principal'] as const))
        add(kind, OWN[kind], name, kind === 'operation' ? 7 : 90);
    if (!key) continue;
    for (const kind of ['official', 'staff', 'expert'] as const) add(kind, OFFICES[kind], '', 170);
    for (const department of grade === 1 ? ['市应急管理局', '区应急管理局'] : ['区应急管理局'])
      persons.push({
        ...owner,
        kind: 'supervisor',
        name: department,
        organisation: department,
        phone: null,
        duties: department.startsWith('市') ? '综合监管' : '属地监管',
        last_performed_on: addDays(today, -Math.floor(random() * 120)),
      });
  }
  return persons;
}
