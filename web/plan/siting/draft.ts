/** The proposals of an alternative while they are written: adding, changing, duplicating, removing, without any screen. */
import type { Proposal, ProposedBuilding, ProposedPlant } from '../../../data/risk/proposal.ts';
import type { Handle } from '../../map/drawn.ts';
import type { LonLat } from '../../map/props.ts';
import { classOf, type TargetKind } from './classes.ts';

/** Proposals of one alternative. */
export const MOST_PROPOSALS = 20;

/** What can be added with one click, with sizes to begin with. */
export const PRESETS = ['plant', 'school', 'housing', 'building'] as const;
export type Preset = (typeof PRESETS)[number];

const PEOPLE: Readonly<Record<Exclude<Preset, 'plant'>, { kind: TargetKind; day: number; night: number }>> = {
  school: { kind: 'school', day: 1200, night: 0 },
  housing: { kind: 'housing', day: 300, night: 900 },
  building: { kind: 'office', day: 200, night: 10 },
};

/** Coordinates as they are written and asked: about a decimetre. */
export const rounded = ([lon, lat]: LonLat): [number, number] => [
  Number(lon.toFixed(6)),
  Number(lat.toFixed(6)),
];

/** A new proposal; `name` is what it is called until somebody names it. */
export function proposalOf(preset: Preset, at: LonLat, id: string, name: string): Proposal {
  const identity = { id, name, at: rounded(at) };
  if (preset === 'plant') return { ...identity, kind: 'plant', unitKind: 'tank_farm', inventory: [] };
  const { kind, day, night } = PEOPLE[preset];
  return {
    ...identity,
    kind: 'building',
    class: classOf(kind, day, night),
    targetKind: kind,
    service: 'new',
    peopleDay: day,
    peopleNight: night,
  };
}

/** A name that none of them has: 学校, 学校 2, 学校 3 … */
export function freeName(wished: string, among: readonly { readonly name: string }[]): string {
  const taken = new Set(among.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wished : `${wished} ${number}`;
    if (!taken.has(name)) return name;
  }
}

export const replaced = (proposals: readonly Proposal[], next: Proposal): readonly Proposal[] =>
  proposals.map((one) => (one.id === next.id ? next : one));

export const placed = (proposals: readonly Proposal[], id: string, at: LonLat): readonly Proposal[] =>
  proposals.map((one) => (one.id === id ? { ...one, at: rounded(at) } : one));

/** A copy beside the original: a hundred metres to the east. */
export function duplicateOf(one: Proposal, id: string, name: string): Proposal {
  const [lon, lat] = one.at;
  return { ...one, id, name, at: rounded([lon + 0.001 / Math.cos((lat * Math.PI) / 180), lat]) };
}

export const plantsAmong = (proposals: readonly Proposal[]): readonly ProposedPlant[] =>
  proposals.filter((one) => one.kind === 'plant');
export const buildingsAmong = (proposals: readonly Proposal[]): readonly ProposedBuilding[] =>
  proposals.filter((one) => one.kind === 'building');

export function markOf(one: Proposal): Handle['mark'] {
  if (one.kind === 'plant') return 'plant';
  if (one.targetKind === 'school' || one.targetKind === 'kindergarten') return 'school';
  return one.targetKind === 'housing' ? 'housing' : 'place';
}

/** A plant without its place and name: what its risk around it depends on. */
export const contentKey = ({ unitKind, inventory }: ProposedPlant): string =>
  JSON.stringify([unitKind, inventory]);
