/** 风险点 of the demo city: the ledgers of its enterprises and places; the worst point carries the owner's grade. 模拟数据. */
import type { Grade } from '../../grade.ts';
import { addDays } from '../days.ts';
import type { DemoObject } from '../ground.ts';
import { personName, telephone } from '../persons.ts';
import { hash2, mulberry32, pick, type Random } from '../random.ts';
import { factorsFor } from './factors.ts';
import type { DemoPlaces } from './places.ts';
import type { Site, Sites } from './sites.ts';
import { UNIT_RISKS } from './unit-risks.ts';

const CONTROL = { 1: 'company', 2: 'workshop', 3: 'team', 4: 'post' } as const satisfies Record<
  Grade,
  string
>;
/** Points of an enterprise by its grade, and of one not assessed. */
const POINTS: Readonly<Record<Grade, number>> = { 1: 6, 2: 3, 3: 2, 4: 1 };

interface Owner {
  readonly layer: 'enterprises' | 'places';
  readonly sourceId: string;
  readonly name: string;
  readonly sector: string;
  readonly grade: Grade | null;
  readonly assessedOn: string | null;
  readonly reviewDue: string | null;
  readonly site: Pick<Site, 'face' | 'at' | 'street'>;
  readonly points: number;
}

/** Every enterprise keeps a ledger; places do when they are red or orange, and a few of the others. */
function* owners(sites: Sites, places: DemoPlaces): Generator<Owner> {
  for (const [i, enterprise] of sites.ground.enterprises.entries()) {
    const { sourceId, name, sector, grade, assessedOn, reviewDue } = enterprise;
    yield {
      layer: 'enterprises',
      sourceId,
      name,
      sector,
      grade,
      assessedOn,
      reviewDue,
      site: sites.enterprise(i),
      points: grade === null ? 1 : POINTS[grade],
    };
  }
  for (const [i, { sourceId, values }] of places.objects.entries()) {
    const grade = values.grade as Grade | null;
    if (grade === null || (grade > 2 && hash2(i, 722) % 25 > 0)) continue;
    yield {
      layer: 'places',
      sourceId,
      name: String(values.name),
      sector: String(values.sector),
      grade,
      assessedOn: values.assessed_on as string,
      reviewDue: values.review_due as string,
      site: places.sites[i]!,
      points: grade === 1 ? 3 : 1,
    };
  }
}

function method(grade: Grade, random: Random): string {
  const drawn = random();
  if (grade === 1 && drawn < 0.4) return 'rule';
  return drawn < 0.7 ? 'LEC' : drawn < 0.93 ? 'LS' : 'MES';
}

/** Invents the ledgers: the first point has its owner's grade, the others are no worse. */
export function buildRiskPoints(sites: Sites, places: DemoPlaces): readonly DemoObject[] {
  const random = mulberry32(722);
  const { today } = sites.ground;
  const objects: DemoObject[] = [];
  for (const owner of owners(sites, places)) {
    const risks = UNIT_RISKS[owner.sector] ?? UNIT_RISKS.other!;
    const first = Math.floor(random() * risks.length);
    for (let n = 0; n < owner.points; n++) {
      const { unit, event, type, measures } = risks[(first + n) % risks.length]!;
      const worst = owner.grade;
      // below the worst point: yellow mostly, some orange, some blue
      const grade: Grade | null =
        worst === null || n === 0 ? worst : (Math.max(worst, pick([2, 3, 3, 3, 4], random)) as Grade);
      const again = n >= risks.length ? `（${Math.floor(n / risks.length) + 1}）` : '';
      const site = sites.near(owner.site, 45, random);
      const by = grade === null ? null : method(grade, random);
      objects.push({
        sourceId: `K${String(objects.length + 1).padStart(7, '0')}`,
        geometry: { type: 'Point', coordinates: site.point },
        values: {
          name: `${owner.name}${unit}${again}`,
          owner_layer: owner.layer,
          owner_id: `demo:${owner.sourceId}`,
          owner_name: owner.name,
          sector: owner.sector,
          unit,
          event,
          accident_type: type,
          method: by,
          ...factorsFor(by, grade, objects.length),
          measures,
          control_level: grade === null ? null : CONTROL[grade],
          contact_name: personName(random),
          contact_phone: telephone(random),
          grade,
          assessed_on: grade === null ? null : (owner.assessedOn ?? addDays(today, -30)),
          review_due: grade === null ? null : owner.reviewDue,
        },
      });
    }
  }
  return objects;
}
