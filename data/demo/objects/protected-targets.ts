/** 防护目标 of the demo city: institutions, housing, offices and shops with people by day and night. 模拟数据. */
import type { TARGET_CLASSES, TARGET_KINDS } from '../../layers/protected-targets.ts';
import { type DemoObject, scaled } from '../ground.ts';
import { personName, telephone } from '../persons.ts';
import { mulberry32, pick, type Random } from '../random.ts';
import type { Institution } from './institutions.ts';
import type { DemoPlaces } from './places.ts';
import type { Site, Sites } from './sites.ts';

type Kind = (typeof TARGET_KINDS)[number]['id'];
type TargetClass = (typeof TARGET_CLASSES)[number]['id'];

/** At scale 1, our choice: hamlets outside the compounds, and offices. */
const COUNTS = { hamlets: 2600, offices: 640 } as const;

/** Schools, hospitals, homes and prisons are highly sensitive, relics important (GB 36894-2018). */
const BY_KIND: Readonly<Partial<Record<Kind, TargetClass>>> = {
  school: 'high_sensitive',
  kindergarten: 'high_sensitive',
  hospital: 'high_sensitive',
  elderly_care: 'high_sensitive',
  prison: 'high_sensitive',
  culture: 'important',
};

/** Housing by households or persons (GB 36894-2018); for other kinds persons alone, which is our own default. */
export function targetClass(kind: Kind, households: number | null, people: number): TargetClass {
  const fixed = BY_KIND[kind];
  if (fixed) return fixed;
  if ((households ?? 0) >= 30 || people >= 100) return 'general_1';
  return (households ?? 0) >= 10 || people >= 30 ? 'general_2' : 'general_3';
}

interface Draft {
  readonly kind: Kind;
  readonly site: Site;
  readonly name: string;
  readonly day: number;
  readonly night: number;
  readonly households?: number;
}

function* drafts(
  sites: Sites,
  institutions: readonly Institution[],
  places: DemoPlaces,
  random: Random,
): Generator<Draft> {
  for (const { kind, name, site, day, night } of institutions) {
    yield { kind, site: sites.near(site, 25, random), name, day, night };
  }
  for (const [i, { values }] of places.objects.entries()) {
    const people = Number(values.people);
    if (values.kind === 'housing') {
      const households = Math.max(1, Math.round(people / 2.6));
      yield {
        kind: 'housing',
        site: sites.near(places.sites[i]!, 40, random),
        name: String(values.name),
        day: Math.round(people * 0.42),
        night: Math.round(people * 0.96),
        households,
      };
    } else if (values.kind === 'complex' || (values.kind === 'market' && people >= 300)) {
      yield {
        kind: 'market',
        site: sites.near(places.sites[i]!, 30, random),
        name: String(values.name),
        day: people,
        night: Math.round(people * 0.02),
      };
    }
  }
  const { scale } = sites.ground;
  const country = sites.chooser({ town: 0.3, fringe: 0.4, open: 0.3 }, 0.8);
  for (let i = 0; i < scaled(COUNTS.hamlets, scale); i++) {
    const site = sites.stand(country(random), 0.3, random);
    const households = Math.max(2, Math.round(4 * 30 ** random()));
    yield {
      kind: 'housing',
      site,
      name: `${sites.townshipOf(site.face)}${pick([...'前后上下东西新老'], random)}${pick([...'湾岙塘坪溪埠林田'], random)}居民点`,
      day: Math.round(households * 1.3),
      night: Math.round(households * 2.5),
      households,
    };
  }
  const centre = sites.chooser({ centre: 0.6, people: 0.25, industry: 0.1, port: 0.05 }, 0.75);
  for (let i = 0; i < scaled(COUNTS.offices, scale); i++) {
    const site = sites.stand(centre(random), 0.7, random);
    const day = Math.round(20 * 60 ** random());
    yield {
      kind: 'office',
      site,
      name: `${sites.townshipOf(site.face)}${pick(['政务服务中心', '商务楼', '科创园', '总部大楼', '街道办事处', '税务所'], random)}`,
      day,
      night: Math.round(day * 0.03),
    };
  }
}

/** Invents the targets, each with the class that follows from its kind, households and people. */
export function buildProtectedTargets(
  sites: Sites,
  institutions: readonly Institution[],
  places: DemoPlaces,
): readonly DemoObject[] {
  const random = mulberry32(36_894);
  const objects: DemoObject[] = [];
  for (const { kind, site, name, day, night, households = null } of drafts(
    sites,
    institutions,
    places,
    random,
  )) {
    objects.push({
      sourceId: `T${String(objects.length + 1).padStart(6, '0')}`,
      geometry: { type: 'Point', coordinates: site.point },
      values: {
        name,
        kind,
        class: targetClass(kind, households, Math.max(day, night)),
        service: random() < 0.985 ? 'in_service' : 'new',
        people_day: day,
        people_night: night,
        households,
        address: sites.address(site, random),
        contact_name: personName(random),
        contact_phone: telephone(random),
      },
    });
  }
  return objects;
}
