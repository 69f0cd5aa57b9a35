/** What can go wrong where: units, events, accident types and measures of the demo city's risk ledgers. */
import type { ACCIDENT_TYPES } from '../../tables/accident-types.ts';

type AccidentType = (typeof ACCIDENT_TYPES)[number]['id'];

export interface UnitRisk {
  readonly unit: string;
  readonly event: string;
  readonly type: AccidentType;
  readonly measures: string;
}

const risk = (unit: string, event: string, type: AccidentType, measures: string): UnitRisk => ({
  unit,
  event,
  type,
  measures,
});

const HOT_WORK = risk(
  '动火作业',
  '动火作业引燃可燃物',
  'fire',
  '作业票审批；清理可燃物；专人监护；配备灭火器材',
);
const LIFTING = risk('起重作业', '吊物坠落伤人', 'lifting', '吊具检查；持证上岗；设置警戒区');
const SWITCH_ROOM = risk('配电室', '检修时触电', 'electric_shock', '停电挂牌；绝缘用品；持证上岗');
const ROOF = risk('登高作业', '高处作业坠落', 'fall', '安全带；作业平台；作业票审批');
const SHAFT = risk(
  '污水池',
  '有限空间作业中毒窒息',
  'poisoning',
  '先通风再检测后作业；专人监护；应急救援器材',
);
const STORE = risk('仓库', '堆垛倒塌砸伤', 'struck', '限高堆放；通道畅通；定期巡查');
const FORKLIFT = risk('厂内运输', '叉车碰撞行人', 'vehicle', '人车分流；限速；持证驾驶');
const WIRING = risk('电气线路', '线路老化短路起火', 'fire', '定期检测；更换老化线路；安装电气火灾监控');
const CROWD = risk('疏散通道', '通道堵塞造成踩踏', 'other', '保持通道畅通；应急照明；疏散演练');
const KITCHEN = risk('厨房燃气', '燃气泄漏爆炸', 'other_explosion', '安装报警切断装置；软管定期更换');
const MACHINE = risk('冲压设备', '手部卷入机械', 'machinery', '双手按钮；光电保护；停机挂牌');

/** By sector; sectors without a line of their own take `other`. */
export const UNIT_RISKS: Readonly<Record<string, readonly UnitRisk[]>> = {
  hazmat_production: [
    risk('反应装置', '反应失控超压爆炸', 'vessel_explosion', '温度压力联锁；紧急切断；双人操作'),
    risk('储罐区', '储罐泄漏起火', 'fire', '液位高高联锁；可燃气体报警；泡沫灭火系统'),
    risk('装卸台', '鹤管脱落泄漏中毒', 'poisoning', '拉断阀；防溢联锁；佩戴呼吸防护'),
    HOT_WORK,
    SHAFT,
    ROOF,
  ],
  hazmat_storage: [
    risk('储罐区', '储罐泄漏起火', 'fire', '液位高高联锁；紧急切断阀；泡沫灭火系统'),
    risk('装卸台', '静电引燃油气', 'fire', '静电接地；流速控制；人体静电释放'),
    SHAFT,
    HOT_WORK,
    LIFTING,
  ],
  hazmat_use: [
    risk('溶剂使用点', '溶剂蒸气爆炸', 'other_explosion', '局部排风；防爆电气；限量存放'),
    risk('废水处理', '硫化氢中毒', 'poisoning', '气体检测；强制通风；佩戴呼吸器'),
    HOT_WORK,
  ],
  hazmat_trade: [risk('危化品仓库', '禁忌物混存起火', 'fire', '分类存放；双人双锁；防爆通风'), STORE],
  hazmat_transport: [risk('停车场', '危货车辆泄漏', 'poisoning', '车辆检查；押运员；应急器材'), FORKLIFT],
  fuel_station: [
    risk('卸油区', '卸油油气起火', 'fire', '密闭卸油；静电接地；专人监护'),
    risk('加油区', '车辆撞击加油机', 'vehicle', '防撞柱；限速；视频监控'),
  ],
  fireworks: [risk('店面', '烟花爆竹燃爆', 'explosives', '限量存放；禁止明火；专人看管')],
  mine: [
    risk('采场边坡', '边坡坍塌', 'collapse', '边坡监测；分台阶开采；雨后检查'),
    risk('爆破作业', '爆破飞石伤人', 'blasting', '警戒距离；专业爆破；人员清场'),
    FORKLIFT,
  ],
  metal_smelting: [
    risk('熔炼炉', '熔融金属喷溅灼烫', 'burns', '炉料干燥；积水清理；紧急排放'),
    risk('煤气管道', '煤气中毒', 'poisoning', '一氧化碳报警；盲板封堵；双人作业'),
    LIFTING,
  ],
  dust_explosion: [
    risk('除尘系统', '粉尘爆炸', 'other_explosion', '及时清扫；泄爆隔爆；防静电接地'),
    MACHINE,
  ],
  ammonia_cooling: [risk('制冷机房', '液氨泄漏中毒', 'poisoning', '氨气报警；喷淋稀释；正压呼吸器'), SHAFT],
  confined_space: [SHAFT, risk('发酵池', '清池作业窒息', 'poisoning', '作业审批；通风检测；专人监护')],
  construction: [
    risk('深基坑', '基坑坍塌', 'collapse', '支护监测；专项方案；雨后检查'),
    risk('脚手架', '高处坠落', 'fall', '验收挂牌；安全网；安全带'),
    risk('塔式起重机', '塔吊倾覆', 'lifting', '定期检测；限载；持证操作'),
  ],
  road_transport: [risk('运输车辆', '疲劳驾驶事故', 'vehicle', '动态监控；限时驾驶；车辆维护'), FORKLIFT],
  port: [LIFTING, risk('码头前沿', '落水淹溺', 'drowning', '护栏；救生设施；穿救生衣'), HOT_WORK],
  city_gas: [
    risk('储罐与气瓶', '液化气泄漏爆炸', 'vessel_explosion', '泄漏报警；紧急切断；气瓶追溯'),
    KITCHEN,
  ],
  power: [SWITCH_ROOM, ROOF],
  fishery: [risk('渔船甲板', '海上落水', 'drowning', '穿救生衣；北斗示位；避风管理'), WIRING],
  retail: [WIRING, CROWD, KITCHEN],
  crowded_place: [CROWD, WIRING, KITCHEN],
  fire_safety: [WIRING, CROWD, HOT_WORK],
  high_rise: [
    risk('消防设施', '消防设施失效火灾蔓延', 'fire', '定期维保；联动测试；消控室值守'),
    risk('外墙', '外墙脱落砸伤', 'struck', '外墙排查；防护棚；及时修缮'),
    CROWD,
  ],
  housing: [risk('电动自行车', '充电起火', 'fire', '集中充电；禁止入户；自动断电'), KITCHEN],
  education: [CROWD, KITCHEN, risk('实验室', '化学品灼伤', 'burns', '双人双锁；防护用品；教师在场')],
  health: [risk('医用氧气站', '富氧火灾', 'fire', '禁油禁火；通风；定期检测'), CROWD],
  elderly_care: [CROWD, WIRING],
  culture_tourism: [WIRING, CROWD, risk('游乐设施', '乘客坠落', 'fall', '每日检查；安全束缚；持证操作')],
  machinery: [MACHINE, LIFTING, FORKLIFT, SWITCH_ROOM],
  textile: [WIRING, MACHINE, STORE],
  food: [
    risk('蒸煮设备', '蒸汽与热水烫伤', 'burns', '隔热防护；联锁门；操作规程'),
    SHAFT,
    risk('锅炉房', '锅炉缺水爆炸', 'boiler_explosion', '水位报警；定期检验；持证司炉'),
  ],
  logistics: [FORKLIFT, STORE, WIRING],
  energy_storage: [
    risk('电池舱', '电池热失控起火', 'fire', '温度与气体监测；隔离间距；自动灭火'),
    SWITCH_ROOM,
  ],
  medical_waste: [risk('焚烧车间', '有毒烟气泄漏', 'poisoning', '负压运行；在线监测；防护用品'), STORE],
  other: [WIRING, STORE, SWITCH_ROOM],
};
