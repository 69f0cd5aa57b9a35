/** 应急资源 of the demo city: forces and places that help, and the stock of the depots. 模拟数据. */
import { addDays } from '../days.ts';
import { type DemoDetail, type DemoObject, scaled } from '../ground.ts';
import { personName, telephone } from '../persons.ts';
import { mulberry32, type Random } from '../random.ts';
import type { Institution } from './institutions.ts';
import { brigades, experts, teams } from './rescue-forces.ts';
import { depots, hospitals, shelters, stations, worksAndWater } from './rescue-places.ts';
import type { Sites } from './sites.ts';
import { inspected } from './stamps.ts';
import { apportion, STOCK_ITEMS, STOCK_KINDS } from './stock.ts';

export interface DemoResources {
  readonly objects: readonly DemoObject[];
  readonly stockLines: readonly DemoDetail[];
}

/** Stock of all depots together: 44 kinds, exactly so many items; the city's own depot holds most. */
function stock(owners: readonly DemoObject[], scale: number, today: string, random: Random): DemoDetail[] {
  const totals = apportion(
    scaled(STOCK_ITEMS, scale),
    STOCK_KINDS.map(({ weight }) => weight),
  );
  return STOCK_KINDS.flatMap((kind, k) => {
    const parts = apportion(
      totals[k]!,
      owners.map((_, i) => (i === 0 ? 4 : i <= 8 ? 1 : 0.5) * (0.4 + random())),
    );
    return owners.flatMap((owner, i): DemoDetail[] => {
      const quantity = parts[i]!;
      if (quantity === 0) return [];
      return [
        {
          owner_id: `demo:${owner.sourceId}`,
          item: kind.item,
          class: kind.class,
          quantity,
          unit: kind.unit,
          safety_stock: Math.round(quantity * (0.45 + 0.65 * random())),
          expires_on:
            kind.months === undefined
              ? null
              : addDays(today, Math.round(kind.months * 30.4 * (random() * 1.04 - 0.04))),
        },
      ];
    });
  });
}

/** Invents the resources and the stock of the depots. */
export function buildResources(sites: Sites, institutions: readonly Institution[]): DemoResources {
  const { scale, today } = sites.ground;
  const random = mulberry32(151);
  const objects: DemoObject[] = [];
  for (const drafts of [
    depots(sites, random),
    teams(sites, random),
    brigades(sites, random),
    shelters(sites, institutions, random),
    hospitals(sites, institutions, random),
    stations(sites, random),
    worksAndWater(sites, random),
    experts(sites, random),
  ]) {
    for (const { kind, site, name, values } of drafts) {
      const person = kind !== 'hydrant' && kind !== 'water_source';
      objects.push({
        sourceId: `R${String(objects.length + 1).padStart(6, '0')}`,
        geometry: { type: 'Point', coordinates: site.point },
        values: {
          name,
          kind,
          address: sites.address(site, random),
          contact_name: kind === 'expert' ? name : person ? personName(random) : null,
          contact_phone: person ? telephone(random) : null,
          ...(kind === 'expert' || kind === 'command_centre'
            ? {}
            : inspected(kind === 'hydrant' ? 180 : 365, today, random)),
          ...values,
        },
      });
    }
  }
  const owners = objects.filter(({ values }) => values.kind === 'depot');
  return { objects, stockLines: stock(owners, scale, today, random) };
}
