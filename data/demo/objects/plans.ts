/** 应急预案 of the demo city: 219 of governments, 42 of them special, and 314 of enterprises. 模拟数据. */
import type { EVENT_CLASSES, PLAN_KINDS, PLAN_LEVELS } from '../../layers/plans.ts';
import { addDays } from '../days.ts';
import { type DemoObject, scaled } from '../ground.ts';
import { mulberry32, type Random } from '../random.ts';
import type { Site, Sites } from './sites.ts';

type EventClass = (typeof EVENT_CLASSES)[number]['id'];

/** At scale 1: 9 general, 42 special, 66 of departments, 96 of townships and 6 for events make 219. */
export const PLANS = {
  general: 9,
  special: 42,
  department: 66,
  township: 96,
  event: 6,
  enterprise: 314,
} as const;
/** Plans are revised every three years. */
const REVISED_DAYS = 3 * 365;

const SPECIAL: Readonly<Record<EventClass, string>> = {
  natural: '防汛抗旱 防台风 地震 地质灾害 森林火灾 低温雨雪冰冻 气象灾害 海洋灾害 自然灾害救助 生物灾害',
  accident:
    '危险化学品事故 非煤矿山事故 烟花爆竹事故 建筑工程事故 道路交通事故 水上交通事故 铁路事故 轨道交通事故 火灾事故 城镇燃气事故 特种设备事故 大面积停电 供水突发事件 油气管道事故 桥梁隧道事故 突发环境事件 辐射事故 海上溢油 渔业船舶事故 港口事故 通信保障 拥挤踩踏事件',
  health: '突发公共卫生事件 食品安全事件 药品安全事件 动物疫情 医疗卫生救援',
  security: '大规模群体性事件 恐怖袭击事件 金融突发事件 网络安全事件 粮食供应保障',
};
const SPECIAL_PLANS = (Object.entries(SPECIAL) as [EventClass, string][]).flatMap(([eventClass, names]) =>
  names.split(' ').map((name) => ({ eventClass, name })),
);
// biome-ignore format: a list
const DEPARTMENTS = ['应急管理局', '住房和城乡建设局', '交通运输局', '水利局', '自然资源和规划局', '林业局', '生态环境局', '卫生健康委员会', '市场监督管理局', '公安局', '教育局', '文化广电和旅游局', '农业农村局', '商务局', '经济和信息化局', '民政局', '气象局', '海事局', '综合行政执法局', '发展和改革委员会', '国资委', '消防救援支队'];
const DEPARTMENT_TOPICS = ['部门应急预案', '防汛防台应急预案', '行业事故应急预案'];
const EVENTS = ['望澜马拉松', '海洋文化节', '元宵灯会', '国际帆船赛', '跨年音乐会', '龙舟赛'];

interface Draft {
  readonly kind: (typeof PLAN_KINDS)[number]['id'];
  readonly level: (typeof PLAN_LEVELS)[number]['id'];
  readonly eventClass: EventClass;
  readonly name: string;
  readonly by: string;
  readonly site: Site;
  readonly sector?: string;
}

const again = (i: number, length: number) => (i < length ? '' : `（${Math.floor(i / length) + 1}）`);

function* ofGovernments(sites: Sites, random: Random): Generator<Draft> {
  const { hierarchy, scale } = sites.ground;
  const { city, county, township } = hierarchy.levels;
  const seats = [city[0]!, ...county];
  const hall = (face: number) => sites.stand(face, 0.5, random);
  const centre = city[0]!.seat;
  for (let i = 0; i < scaled(PLANS.general, scale); i++) {
    const unit = seats[i % seats.length]!;
    yield {
      kind: 'general',
      level: unit.level === 'city' ? 'city' : 'county',
      eventClass: 'accident',
      name: `${unit.name.zh}突发事件总体应急预案${again(i, seats.length)}`,
      by: `${unit.name.zh}人民政府`,
      site: hall(unit.seat),
    };
  }
  for (let i = 0; i < scaled(PLANS.special, scale); i++) {
    // at small scales one of each class comes before the second of any
    const { eventClass, name } = SPECIAL_PLANS[(i * 11) % SPECIAL_PLANS.length]!;
    yield {
      kind: 'special',
      level: 'city',
      eventClass,
      name: `望澜市${name}专项应急预案${again(i, SPECIAL_PLANS.length)}`,
      by: '望澜市人民政府',
      site: hall(centre),
    };
  }
  for (let i = 0; i < scaled(PLANS.department, scale); i++) {
    const department = DEPARTMENTS[i % DEPARTMENTS.length]!;
    const topic = DEPARTMENT_TOPICS[Math.floor(i / DEPARTMENTS.length) % DEPARTMENT_TOPICS.length]!;
    yield {
      kind: 'department',
      level: 'city',
      eventClass: department.startsWith('卫生')
        ? 'health'
        : department.startsWith('公安')
          ? 'security'
          : topic.startsWith('防汛')
            ? 'natural'
            : 'accident',
      name: `望澜市${department}${topic}${again(i, DEPARTMENTS.length * DEPARTMENT_TOPICS.length)}`,
      by: `望澜市${department}`,
      site: hall(centre),
    };
  }
  for (let i = 0; i < scaled(PLANS.township, scale); i++) {
    const unit = township[i % township.length]!;
    yield {
      kind: 'township',
      level: 'township',
      eventClass: i % 3 === 0 ? 'natural' : 'accident',
      name: `${unit.name.zh}突发事件应急预案${again(i, township.length)}`,
      by: unit.name.zh.endsWith('街道') ? `${unit.name.zh}办事处` : `${unit.name.zh}人民政府`,
      site: hall(unit.seat),
    };
  }
  const places = sites.chooser({ centre: 0.7, coast: 0.3 });
  for (let i = 0; i < scaled(PLANS.event, scale); i++) {
    yield {
      kind: 'event',
      level: 'city',
      eventClass: 'security',
      name: `${EVENTS[i % EVENTS.length]}安全保障应急预案${again(i, EVENTS.length)}`,
      by: '望澜市人民政府',
      site: hall(places(random)),
    };
  }
}

/** The enterprises with the worst grades have plans on file. */
function* ofEnterprises(sites: Sites, random: Random): Generator<Draft> {
  const { enterprises, scale } = sites.ground;
  const order = enterprises
    .map((_, i) => i)
    .sort((a, b) => (enterprises[a]!.grade ?? 5) - (enterprises[b]!.grade ?? 5) || a - b);
  for (const index of order.slice(0, scaled(PLANS.enterprise, scale))) {
    const { name, sector } = enterprises[index]!;
    yield {
      kind: 'enterprise',
      level: 'enterprise',
      eventClass: 'accident',
      name: `${name}生产安全事故应急预案`,
      by: name,
      site: sites.near(sites.enterprise(index), 30, random),
      sector,
    };
  }
}

/** Invents the plans; some are past their revision, some were never drilled. */
export function buildPlans(sites: Sites): readonly DemoObject[] {
  const random = mulberry32(219);
  const { today } = sites.ground;
  const objects: DemoObject[] = [];
  for (const drafts of [ofGovernments(sites, random), ofEnterprises(sites, random)]) {
    for (const { kind, level, eventClass, name, by, site, sector = null } of drafts) {
      const issuedOn = addDays(today, -20 - Math.floor(random() * 1180));
      const number = String(objects.length + 1).padStart(4, '0');
      objects.push({
        sourceId: `Y${number}`,
        geometry: { type: 'Point', coordinates: site.point },
        values: {
          name,
          kind,
          level,
          event_class: eventClass,
          sector,
          plan_no: `望应预〔${issuedOn.slice(0, 4)}〕${number}号`,
          issued_by: by,
          issued_on: issuedOn,
          revision_due: addDays(issuedOn, REVISED_DAYS),
          last_drill_on: random() < 0.08 ? null : addDays(today, -Math.floor(random() * 460)),
        },
      });
    }
  }
  return objects;
}
