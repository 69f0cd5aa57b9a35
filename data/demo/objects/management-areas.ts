/** Management areas of the demo city: zones of the port, the state and the hills that cross county borders. 模拟数据. */
import type { MultiPolygon } from 'geojson';
import type { MANAGEMENT_AREA_KINDS } from '../../layers/management-areas.ts';
import type { DemoGround, DemoObject } from '../ground.ts';
import type { Km } from '../plane.ts';
import { mergeFaces } from '../rings.ts';
import { harbourBlock, harbourLand } from '../terrain.ts';
import { serial } from './country.ts';
import { CHEMICAL_ROWS } from './harbour.ts';

type Kind = (typeof MANAGEMENT_AREA_KINDS)[number]['id'];

interface Draft {
  readonly name: string;
  readonly kind: Kind;
  /** Middle, half axes in kilometres and the turn of the first one, degrees from east. */
  readonly at: Km;
  readonly axes: readonly [number, number, number];
  readonly supervisors: string;
  readonly established: string;
}

// Where the middle lies near a county border the area crosses it: that is why these zones have a layer of their own.
// biome-ignore format: a table of zones
const ZONES: readonly Draft[] = [
  { name: '望澜经济技术开发区', kind: 'development_zone', at: [18.6, -2.4], axes: [4.2, 3.4, 70], supervisors: '市发展改革委、市应急管理局', established: '1992-10-21' },
  { name: '滨海新区', kind: 'development_zone', at: [16.6, 6.4], axes: [4.6, 2.4, 20], supervisors: '市发展改革委', established: '2010-06-08' },
  { name: '澜江高新技术产业区', kind: 'high_tech_zone', at: [8.4, -5.4], axes: [3.4, 2, 15], supervisors: '市科学技术局', established: '2007-01-15' },
  { name: '北塘高新技术产业区', kind: 'high_tech_zone', at: [9.6, 12.2], axes: [2.6, 1.8, 70], supervisors: '市科学技术局', established: '2014-03-27' },
  { name: '澄湖旅游度假区', kind: 'resort', at: [11.6, 3.4], axes: [2.4, 1.7, 30], supervisors: '市文化广电旅游局', established: '2003-05-01' },
  { name: '渔浦滨海旅游度假区', kind: 'resort', at: [21.4, -17.6], axes: [2.8, 1.8, 60], supervisors: '市文化广电旅游局', established: '2011-09-16' },
  { name: '云岭风景名胜区', kind: 'scenic_area', at: [-20.6, 6.6], axes: [5.4, 2.8, 20], supervisors: '市林业局、市文化广电旅游局', established: '1995-04-12' },
  { name: '石梁湖风景名胜区', kind: 'scenic_area', at: [-6, 13], axes: [3.6, 2.2, 160], supervisors: '市林业局', established: '1999-11-30' },
  { name: '西屏山国有林场', kind: 'forest_farm', at: [-22.6, -4.6], axes: [5.6, 2.2, 175], supervisors: '市林业局', established: '1958-03-12' },
  { name: '青岙国有林场', kind: 'forest_farm', at: [-17, -15.6], axes: [3.8, 2.2, 150], supervisors: '市林业局', established: '1961-08-20' },
];

/** The faces of the mesh inside the ellipse as one area: the same at every scale, its borders those of the finest cells. */
function zoneOf({ mesh }: DemoGround, { at, axes: [a, b, turn] }: Draft): MultiPolygon {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const group = Int32Array.from(mesh.sites, ([x, y]) => {
    const [dx, dy] = [x - at[0], y - at[1]];
    return ((dx * cos + dy * sin) / a) ** 2 + ((dy * cos - dx * sin) / b) ** 2 < 1 ? 0 : -1;
  });
  return mergeFaces(mesh, group, 1)[0]!;
}

/** Twelve zones at every scale; the port and the bonded zone are the harbour's own blocks. */
export function buildManagementAreas(ground: DemoGround): DemoObject[] {
  const { mesh } = ground;
  const harbour = (first: number, last: number): MultiPolygon => {
    const group = Int32Array.from(mesh.sites, ([x, y]) => {
      const row = harbourBlock(x, y)[1];
      return harbourLand(x, y) === 1 && row >= first && row < last ? 0 : -1;
    });
    return mergeFaces(mesh, group, 1)[0]!;
  };
  const port = {
    name: '东港港区',
    kind: 'port_area',
    supervisors: '市港航管理局、海事局',
    established: '1984-05-04',
  } as const;
  const bonded = {
    name: '东港综合保税区',
    kind: 'bonded_zone',
    supervisors: '海关、市商务局',
    established: '2008-12-18',
  } as const;
  const all = [
    { ...port, geometry: harbour(0, CHEMICAL_ROWS[1]) },
    { ...bonded, geometry: harbour(0, 4) },
    ...ZONES.map((zone) => ({ ...zone, geometry: zoneOf(ground, zone) })),
  ];
  return all.map(({ name, kind, supervisors, established, geometry }, index) => ({
    sourceId: serial('MA', index, 3),
    geometry,
    values: {
      name,
      kind,
      authority: kind === 'forest_farm' ? name : `${name}管理委员会`,
      supervisors,
      established_on: established,
      valid_from: established,
    },
  }));
}
