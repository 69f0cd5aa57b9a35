/**
 * Names of the chemicals of the US Risk Management Program list and the rows or classes of GB 18218-2018 that they
 * are. Physical classes follow boiling and flash points (GHS); what the standard names only in another form, what
 * is a mixture without a composition, and what would need a toxicity category is not mapped.
 */
import type { HazardClass } from './gb18218.ts';

/** `substance` is a row of Table 1; the class gives Q where there is none, and β where Table 3 does not name it. */
export interface Gb18218Row {
  readonly substance: string | null;
  readonly hazardClass: HazardClass;
}

// 'name = row' by class; a row in front of the class where Table 1 names the substance
const NAMED: Readonly<Partial<Record<HazardClass, string>>> = {
  W2: `Propane=propane|Butane=butane|Methane=methane|Hydrogen=hydrogen|Ethylene=ethylene|Acetylene=acetylene
1,3-Butadiene=butadiene|Vinyl chloride=vinyl_chloride|Methyl ether=dimethyl_ether|Methylamine=methylamine
Isobutane|Difluoroethane|Propylene|Dimethylamine|Trimethylamine|Ethylamine|Ethane|2-Methylpropene|Methyl chloride
Ethyl chloride|1-Butene|2-Butene|2-Butene-cis|2-Butene-trans|Butene|Silane|Tetrafluoroethylene|Vinyl fluoride
Vinylidene fluoride|Vinyl methyl ether|Vinyl acetylene`,
  'W5.1': `Ethyl ether=ether|Propylene oxide=propylene_oxide|Isopentane|Trichlorosilane|1-Pentene|Isoprene
Acetaldehyde|Isopropylamine|Vinylidene chloride|Methyl formate|Tetramethylsilane|2-Methyl-1-butene|Vinyl ethyl ether
2-Chloropropylene|Ethyl mercaptan|Furan`,
  'W5.3': `Acrylonitrile=acrylonitrile|Acrolein=acrolein|Allylamine=allylamine|Carbon disulfide=carbon_disulfide
Pentane|2-Pentene, (E)-|2-Pentene, (Z)-|Vinyl acetate monomer|Methyltrichlorosilane|Trimethylchlorosilane
Dimethyldichlorosilane|Isopropyl chloride`,
  'W5.4': 'Epichlorohydrin=epichlorohydrin',
  'W7.2': 'Peracetic acid=peracetic_acid',
  'W9.1': 'Nitric acid (conc 80% or greater)=nitric_acid',
  // Q is that of Table 1; where sources differ on the category of toxicity, the worst β of a gas is taken
  J1: `Arsine=arsine|Hydrogen selenide=hydrogen_selenide|Fluorine=fluorine|Phosgene=phosgene|Phosphine=phosphine`,
  J3: `Ammonia (anhydrous)=ammonia|Chlorine=chlorine|Sulfur dioxide (anhydrous)=sulfur_dioxide
Hydrogen chloride (anhydrous)=hydrogen_chloride|Hydrogen sulfide=hydrogen_sulfide|Ethylene oxide=ethylene_oxide
Hydrogen fluoride/Hydrofluoric acid (conc 50% or greater)=hydrogen_fluoride`,
  J5: `Bromine=bromine|Ethyleneimine=ethylenimine|Sulfur trioxide=sulfur_trioxide
Toluene diisocyanate (unspecified isomer)=toluene_diisocyanate|Toluene 2,4-diisocyanate=toluene_diisocyanate
Toluene 2,6-diisocyanate=toluene_diisocyanate`,
};

const ROWS = new Map(
  Object.entries(NAMED).flatMap(([hazardClass, names]) =>
    names.split(/[|\n]/).map((entry) => {
      const [name, substance] = entry.split('=');
      return [name!, { substance: substance ?? null, hazardClass: hazardClass as HazardClass }] as const;
    }),
  ),
);

/** Row of GB 18218-2018 of a name of the list, its synonym in brackets left aside; null = not mapped. */
export function rmpRow(name: string): Gb18218Row | null {
  return ROWS.get(name.replace(/\s*\[.*$/, '').trim()) ?? null;
}
