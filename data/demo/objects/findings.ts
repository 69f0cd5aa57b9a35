/** What inspections of the demo city find, by the accident that it may lead to. 模拟数据. */
import type { DANGER_CATEGORIES } from '../../layers/hidden-dangers.ts';

type Category = (typeof DANGER_CATEGORIES)[number]['id'];

export interface DemoFinding {
  readonly name: string;
  readonly category: Category;
  readonly cause: string;
  readonly rectification: string;
}

const found = (name: string, category: Category, cause: string, rectification: string): DemoFinding => ({
  name,
  category,
  cause,
  rectification,
});

const GENERAL: readonly DemoFinding[] = [
  found('安全警示标志缺失', 'management', '标志脱落后没有补齐', '补齐警示标志并定期检查'),
  found('员工未按规定佩戴劳动防护用品', 'people', '班前检查不到位', '批评教育，班前逐人检查'),
  found('设备点检记录不完整', 'management', '点检责任没有落实到人', '明确点检责任人并补齐记录'),
  found('应急物资过期', 'equipment', '没有按期盘点', '更换过期物资，每月盘点一次'),
  found('作业现场物料乱堆', 'environment', '没有划定堆放区', '清理现场并划定堆放区'),
];

const BY_TYPE: Readonly<Record<string, readonly DemoFinding[]>> = {
  fire: [
    found('灭火器压力不足', 'equipment', '没有按月检查', '更换灭火器并恢复月检'),
    found('疏散通道堆放杂物', 'environment', '库位不够占用通道', '清理通道并增设库位'),
    found('电气线路老化裸露', 'equipment', '线路超期使用', '更换线路并做绝缘检测'),
    found('动火作业没有专人监护', 'people', '作业票审批走过场', '停止作业，重新审批并安排监护'),
  ],
  other_explosion: [
    found('可燃气体报警器失灵', 'equipment', '探头没有按期标定', '更换探头并标定'),
    found('防爆区使用非防爆工具', 'people', '工具没有定置管理', '更换防爆工具并培训'),
    found('燃气软管超期未换', 'equipment', '没有建立更换台账', '更换软管并建立台账'),
  ],
  poisoning: [
    found('有限空间作业前没有检测', 'people', '操作规程执行不严', '停止作业，先通风再检测'),
    found('有毒气体报警器失灵', 'equipment', '传感器中毒失效', '更换传感器并标定'),
    found('空气呼吸器气瓶压力不足', 'equipment', '没有按周检查', '充装气瓶并恢复周检'),
  ],
  electric_shock: [
    found('配电箱没有接地', 'equipment', '安装后没有验收', '补做接地并验收'),
    found('临时用电未装漏电保护器', 'equipment', '临时用电没有审批', '加装漏电保护器并补办审批'),
  ],
  fall: [
    found('临边洞口没有防护栏杆', 'environment', '拆除后没有恢复', '恢复防护栏杆'),
    found('高处作业不系安全带', 'people', '现场监护不到位', '停止作业并教育处罚'),
  ],
  machinery: [
    found('冲压设备光电保护被短接', 'equipment', '为赶产量人为短接', '恢复光电保护并处罚'),
    found('传动部位没有防护罩', 'equipment', '检修后没有装回', '装回防护罩'),
  ],
  lifting: [
    found('吊具钢丝绳断丝超标', 'equipment', '没有按周检查', '报废更换钢丝绳'),
    found('起重机限位器失灵', 'equipment', '维护保养不到位', '停用起重机并检修限位器'),
  ],
  vehicle: [
    found('叉车灯光和喇叭损坏', 'equipment', '出车前没有检查', '停用检修'),
    found('厂区道路没有限速标志', 'environment', '道路改造后没有补设', '补设限速标志和反光镜'),
  ],
  collapse: [
    found('基坑边堆载超过规定', 'environment', '材料进场无序', '清走堆载并监测'),
    found('货架变形超载', 'equipment', '没有标明承重', '卸载更换并标明承重'),
  ],
  vessel_explosion: [found('压力表超期未检', 'equipment', '检定计划遗漏', '送检并更换压力表')],
  burns: [found('高温管道保温破损', 'equipment', '检修后没有恢复', '恢复保温')],
};

/** Possible findings of a risk point with this type of accident. */
export const findingsOf = (accidentType: string): readonly DemoFinding[] => [
  ...(BY_TYPE[accidentType] ?? []),
  ...GENERAL,
];
