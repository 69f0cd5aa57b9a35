/** The coordinate system of a file as the screen chooses it, and as the server is told. */
import type { Crs } from '../../../data/geo/crs.ts';
import { CRS_CHOICES, type CrsChoice, crsOfChoice, zonesOf } from '../../../data/geo/crs-choices.ts';
import { epsgOf } from '../../../data/geo/crs-code.ts';
import type { ImportChoices } from './import-api.ts';

export type CrsSpec = NonNullable<ImportChoices['crs']>;

/** Codes by which systems without an EPSG number are named. */
const NAMED: Readonly<Partial<Record<Crs['kind'], string>>> = {
  gcj02: 'GCJ-02',
  bd09: 'BD-09',
  local: 'local',
};

function codeOf(crs: Crs): string | null {
  const epsg = epsgOf(crs);
  return epsg === undefined ? (NAMED[crs.kind] ?? null) : `EPSG:${epsg}`;
}

/** What the server is told of a choice and its zone; null while the zone is missing. */
export function specOf(id: string, zone: number | null): string | null {
  const crs = crsOfChoice(id, zone === null ? {} : { zone });
  return crs ? codeOf(crs) : null;
}

/** The choice and zone that a code stands for; null where it is none of the screen's. */
export function choiceOf(code: string): { readonly choice: CrsChoice; readonly zone: number | null } | null {
  for (const choice of CRS_CHOICES) {
    if (!choice.needsZone) {
      if (specOf(choice.id, null) === code) return { choice, zone: null };
      continue;
    }
    const found = zonesOf(choice.id, 0).find(({ zone }) => specOf(choice.id, zone) === code);
    if (found) return { choice, zone: found.zone };
  }
  return null;
}
