/** Writes the ledger of the demo city: measures from the words of its points, evaluations, forms, scores of parks. 模拟数据. */
import type { DemoAssessments } from '../../data/demo/objects/assessments.ts';
import type { Session } from '../db/database.ts';

/** Words by which a measure's class is told; what fits none is a matter of management. */
const CLASSES = [
  ['protection', '佩戴|防护用品|安全带|呼吸|救生衣|绝缘用品'],
  ['training', '持证|培训|演练|教育'],
  ['emergency', '灭火|应急|救援|喷淋|疏散'],
  [
    'engineering',
    '报警|联锁|阀|接地|隔爆|泄爆|护栏|通风|监控|监测|隔离|防爆|照明|分流|保护|装置|系统|按钮|断电|防撞',
  ],
] as const;

/** After the objects and before the engine runs. */
export async function insertDemoLedger(
  session: Session,
  source: string,
  { evaluations, forms }: DemoAssessments,
): Promise<void> {
  await session.query(
    `insert into fourcolor.control_measures (risk_point_id, class, text, level, responsible, cycle_days, position)
select p.id,
  case ${CLASSES.map(([name, words]) => `when m.text ~ '${words}' then '${name}'`).join('\n    ')} else 'management' end,
  m.text,
  p.control_level,
  case p.control_level when 'company' then '安全管理部' when 'workshop' then '车间主任' else '班组长' end,
  -- 双日周月: teams daily, workshops weekly, the plant monthly
  case p.control_level when 'company' then 30 when 'workshop' then 7 else 1 end,
  m.position
from fourcolor.risk_points as p
cross join lateral regexp_split_to_table(p.measures, '；') with ordinality as m (text, position)
where p.source = $1::text and p.grade is not null and p.measures is not null`,
    [source],
  );
  await session.query(
    `insert into fourcolor.evaluations (enterprise_id, evaluated_on, elements, evaluator, source)
select "enterpriseId", "on", elements, '区应急管理局', $2::text
from jsonb_to_recordset($1::jsonb) as e ("enterpriseId" text, "on" date, elements jsonb)`,
    [JSON.stringify(evaluations), source],
  );
  await session.query(
    `insert into fourcolor.hazmat_forms (enterprise_id, filled_on, items, assessor, source)
select "enterpriseId", "on", items, '第三方安全评价机构（模拟）', $2::text
from jsonb_to_recordset($1::jsonb) as f ("enterpriseId" text, "on" date, items jsonb)`,
    [JSON.stringify(forms), source],
  );
  await session.query(
    `insert into fourcolor.park_scores (park_id, scored_on, score, assessor, source)
select id, classified_on, class_score, '专家组（模拟）', $1::text
from fourcolor.parks
where source = $1::text and class_score is not null`,
    [source],
  );
  await session.query(
    `insert into fourcolor.supervision_visits (layer, object_id, visited_on, department, findings)
select 'enterprises', id, greatest(assessed_on, fourcolor.today() - 400) + (abs(hashtext(id)) % 60),
  case supervision when 'city' then '市应急管理局' when 'county' then '区应急管理局' else '街镇应急管理站' end,
  '例行检查（模拟）'
from fourcolor.enterprises
where source = $1::text and grade <= 3 and abs(hashtext(id)) % 10 > 0
  and greatest(assessed_on, fourcolor.today() - 400) + (abs(hashtext(id)) % 60) <= fourcolor.today()`,
    [source],
  );
}
