/** GB 18218-2018 危险化学品重大危险源辨识: threshold quantities, factors β and α, and the bounds of the four levels. */

/** One substance of Table 1 (entries with several substances are several rows). */
export interface ListedSubstance {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Not a key: the forms of ammonium nitrate share one. */
  readonly cas: string | null;
  /** Threshold Q, tonnes. */
  readonly thresholdT: number;
}

// Q in tonnes: 'id zh en CAS' a line, blanks in names as _
const TABLE_1: readonly (readonly [thresholdT: number, rows: string])[] = [
  [0.3, 'phosgene 碳酰氯（光气） Phosgene 75-44-5'],
  [
    0.5,
    `barium_azide 叠氮化钡 Barium_azide 18810-58-7
    lead_azide 叠氮化铅 Lead_azide 13424-46-9
    mercury_fulminate 雷汞 Mercury_fulminate 628-86-4`,
  ],
  [0.75, 'methyl_isocyanate 异氰酸甲酯 Methyl_isocyanate 624-83-9'],
  [
    1,
    `oxygen_difluoride 二氟化氧 Oxygen_difluoride 7783-41-7
    nitrogen_dioxide 二氧化氮 Nitrogen_dioxide 10102-44-0
    fluorine 氟 Fluorine 7782-41-4
    phosphine 磷化氢 Phosphine 7803-51-2
    arsine 砷化氢 Arsine 7784-42-1
    stibine 锑化氢 Stibine 7803-52-3
    hydrogen_selenide 硒化氢 Hydrogen_selenide 7783-07-5
    hydrogen_fluoride 氟化氢 Hydrogen_fluoride 7664-39-3
    sulfur_monochloride 一氯化硫 Sulfur_monochloride 10025-67-9
    hydrogen_cyanide 氰化氢 Hydrogen_cyanide 74-90-8
    nitroglycerin 硝化甘油 Nitroglycerin 55-63-0
    nitrocellulose_dry 硝化纤维素（干的或含水（或乙醇）<25%） Nitrocellulose,_dry_or_under_25%_water_or_ethanol 9004-70-0
    nitrocellulose_plain 硝化纤维素（未改型的或增塑的，含增塑剂<18%） Nitrocellulose,_unmodified_or_under_18%_plasticiser 9004-70-0
    acetylene 乙炔 Acetylene 74-86-2
    aluminium_alkyls 烷基铝 Aluminium_alkyls -
    pentaborane 戊硼烷 Pentaborane 19624-22-7
    potassium 钾 Potassium 7440-09-7`,
  ],
  [
    5,
    `formaldehyde 甲醛（含量>90%） Formaldehyde_over_90% 50-00-0
    hydrogen_sulfide 硫化氢 Hydrogen_sulfide 7783-06-4
    chlorine 氯 Chlorine 7782-50-5
    trinitroanisole 三硝基苯甲醚 Trinitroanisole 28653-16-9
    tnt 2,4,6-三硝基甲苯 TNT 118-96-7
    ammonium_nitrate_organic 硝酸铵（含可燃物>0.2%） Ammonium_nitrate,_combustibles_over_0.2% 6484-52-2
    butadiene 1,3-丁二烯 1,3-Butadiene 106-99-0
    hydrogen 氢 Hydrogen 1333-74-0
    methylamine 一甲胺 Methylamine 74-89-5`,
  ],
  [
    10,
    `ammonia 氨 Ammonia 7664-41-7
    ethylene_oxide 环氧乙烷 Ethylene_oxide 75-21-8
    methyl_bromide 溴甲烷 Methyl_bromide 74-83-9
    nitrocellulose_ethanol 硝化纤维素（含乙醇≥25%） Nitrocellulose,_25%_ethanol_or_more 9004-70-0
    propylene_oxide 1,2-环氧丙烷 Propylene_oxide 75-56-9
    ether 乙醚 Diethyl_ether 60-29-7
    peracetic_acid 过乙酸 Peracetic_acid 79-21-0
    mek_peroxide 过氧化甲基乙基酮 Methyl_ethyl_ketone_peroxide 1338-23-4
    sodium 钠 Sodium 7440-23-5`,
  ],
  [
    20,
    `sulfur_dioxide 二氧化硫 Sulfur_dioxide 7446-09-5
    hydrogen_chloride 氯化氢（无水） Hydrogen_chloride,_anhydrous 7647-01-0
    coal_gas 煤气（CO，CO和H2、CH4的混合物等） Coal_gas -
    acetone_cyanohydrin 丙酮氰醇 Acetone_cyanohydrin 75-86-5
    acrolein 丙烯醛 Acrolein 107-02-8
    epichlorohydrin 环氧氯丙烷 Epichlorohydrin 106-89-8
    epibromohydrin 环氧溴丙烷 Epibromohydrin 3132-64-7
    allylamine 3-氨基丙烯 Allylamine 107-11-9
    bromine 溴 Bromine 7726-95-6
    ethylenimine 乙撑亚胺 Ethylenimine 151-56-4
    potassium_peroxide 过氧化钾 Potassium_peroxide 17014-71-0
    sodium_peroxide 过氧化钠 Sodium_peroxide 1313-60-6
    fuming_nitric_acid 发烟硝酸 Fuming_nitric_acid 52583-42-3`,
  ],
  [
    50,
    `nitrocellulose_lacquer 硝化纤维素（含氮≤12.6%） Nitrocellulose,_nitrogen_12.6%_or_less 9004-70-0
    nitrocellulose_water 硝化纤维素（含水≥25%） Nitrocellulose,_25%_water_or_more 9004-70-0
    nitrocellulose_solution 硝化纤维素溶液（含氮≤12.6%，含硝化纤维素≤55%） Nitrocellulose_solution 9004-70-0
    ammonium_nitrate 硝酸铵（含可燃物≤0.2%） Ammonium_nitrate,_combustibles_0.2%_or_less 6484-52-2
    dimethyl_ether 二甲醚 Dimethyl_ether 115-10-6
    methane 甲烷 Methane 74-82-8
    natural_gas 天然气 Natural_gas 8006-14-2
    vinyl_chloride 氯乙烯 Vinyl_chloride 75-01-4
    lpg 液化石油气 Liquefied_petroleum_gas 68476-85-7
    propane 丙烷 Propane 74-98-6
    butane 丁烷 Butane 106-97-8
    ethylene 乙烯 Ethylene 74-85-1
    benzene 苯 Benzene 71-43-2
    acrylonitrile 丙烯腈 Acrylonitrile 107-13-1
    carbon_disulfide 二硫化碳 Carbon_disulfide 75-15-0
    white_phosphorus 白磷 White_phosphorus 12185-10-3
    guanidine_nitrate 硝酸胍 Guanidine_nitrate 506-93-4`,
  ],
  [75, 'sulfur_trioxide 三氧化硫 Sulfur_trioxide 7446-11-9'],
  [
    100,
    `toluene_diisocyanate 甲苯二异氰酸酯 Toluene_diisocyanate 26471-62-5
    potassium_chlorate 氯酸钾 Potassium_chlorate 3811-04-9
    sodium_chlorate 氯酸钠 Sodium_chlorate 7775-09-9
    nitric_acid 硝酸（发红烟的除外，含硝酸>70%） Nitric_acid_over_70% 7697-37-2
    calcium_carbide 碳化钙 Calcium_carbide 75-20-7`,
  ],
  [
    200,
    `ammonium_nitrate_fertiliser 硝酸铵肥料（含可燃物≤0.4%） Ammonium_nitrate_fertiliser -
    oxygen 氧（压缩的或液化的） Oxygen 7782-44-7
    petrol 汽油（乙醇汽油、甲醇汽油） Petrol 86290-81-5`,
  ],
  [
    500,
    `styrene 苯乙烯 Styrene 100-42-5
    acetone 丙酮 Acetone 67-64-1
    cyclohexane 环己烷 Cyclohexane 110-82-7
    toluene 甲苯 Toluene 108-88-3
    methanol 甲醇 Methanol 67-56-1
    ethanol 乙醇 Ethanol 64-17-5
    ethyl_acetate 乙酸乙酯 Ethyl_acetate 141-78-6
    hexane 正己烷 n-Hexane 110-54-3`,
  ],
  [1000, 'potassium_nitrate 硝酸钾 Potassium_nitrate 7757-79-1'],
];

/** Table 1: named substances and their thresholds. A named substance never takes a threshold of Table 2. */
export const LISTED_SUBSTANCES: readonly ListedSubstance[] = TABLE_1.flatMap(([thresholdT, rows]) =>
  rows.split('\n').map((row): ListedSubstance => {
    const [id, zh, en, cas] = row.trim().split(' ');
    return { id: id!, zh: zh!, en: en!.replaceAll('_', ' '), cas: cas === '-' ? null : cas!, thresholdT };
  }),
);

/** Table 3: β of toxic gases by substance id; it goes before the β of the class. */
export const TOXIC_GAS_BETA: Readonly<Record<string, number>> = {
  carbon_monoxide: 2,
  sulfur_dioxide: 2,
  ammonia: 2,
  ethylene_oxide: 2,
  hydrogen_chloride: 3,
  methyl_bromide: 3,
  chlorine: 4,
  hydrogen_sulfide: 5,
  hydrogen_fluoride: 5,
  nitrogen_dioxide: 10,
  hydrogen_cyanide: 10,
  phosgene: 20,
  phosphine: 20,
  methyl_isocyanate: 20,
};

/** Table 2 (threshold Q, tonnes) and Table 4 (β) by the symbol of the hazard class. */
export const HAZARD_CLASSES = {
  J1: { thresholdT: 5, beta: 4 },
  J2: { thresholdT: 50, beta: 1 },
  J3: { thresholdT: 50, beta: 2 },
  J4: { thresholdT: 50, beta: 2 },
  J5: { thresholdT: 500, beta: 1 },
  'W1.1': { thresholdT: 1, beta: 2 },
  'W1.2': { thresholdT: 10, beta: 2 },
  'W1.3': { thresholdT: 50, beta: 2 },
  W2: { thresholdT: 10, beta: 1.5 },
  W3: { thresholdT: 150, beta: 1 },
  W4: { thresholdT: 50, beta: 1 },
  'W5.1': { thresholdT: 10, beta: 1.5 },
  'W5.2': { thresholdT: 50, beta: 1 },
  'W5.3': { thresholdT: 1000, beta: 1 },
  'W5.4': { thresholdT: 5000, beta: 1 },
  'W6.1': { thresholdT: 10, beta: 1.5 },
  'W6.2': { thresholdT: 50, beta: 1 },
  'W7.1': { thresholdT: 10, beta: 1.5 },
  'W7.2': { thresholdT: 50, beta: 1 },
  W8: { thresholdT: 50, beta: 1 },
  'W9.1': { thresholdT: 50, beta: 1 },
  'W9.2': { thresholdT: 200, beta: 1 },
  W10: { thresholdT: 200, beta: 1 },
  W11: { thresholdT: 200, beta: 1 },
} as const satisfies Readonly<Record<string, { readonly thresholdT: number; readonly beta: number }>>;
export type HazardClass = keyof typeof HAZARD_CLASSES;

/** Factor α by the residents within 500 m outward of the plant's boundary: the first step whose `from` is reached. */
export const EXPOSURE_ALPHA = [
  { from: 100, alpha: 2 },
  { from: 50, alpha: 1.5 },
  { from: 30, alpha: 1.2 },
  { from: 1, alpha: 1 },
  { from: 0, alpha: 0.5 },
] as const;

/** Lowest R of the levels one to three; below all of them it is level four. */
export const LEVEL_FROM_R = { 1: 100, 2: 50, 3: 10 } as const;

/**
 * Threshold and β of a substance: Table 1 and 3 by its id where it is named there, else by its class. Of several
 * classes that fit, the lowest threshold counts (the standard) and the highest β (our choice, the stricter one).
 * Throws a RangeError without a class.
 */
export function thresholdAndBeta(
  substance: string,
  hazardClass: HazardClass | readonly HazardClass[],
): { thresholdT: number; beta: number } {
  const classes = (typeof hazardClass === 'string' ? [hazardClass] : hazardClass).map(
    (symbol) => HAZARD_CLASSES[symbol],
  );
  if (classes.length === 0) throw new RangeError(`No hazard class: ${substance}`);
  const byClass = {
    thresholdT: Math.min(...classes.map(({ thresholdT }) => thresholdT)),
    beta: Math.max(...classes.map(({ beta }) => beta)),
  };
  const listed = LISTED_SUBSTANCES.find(({ id }) => id === substance);
  return {
    thresholdT: listed?.thresholdT ?? byClass.thresholdT,
    beta: TOXIC_GAS_BETA[substance] ?? byClass.beta,
  };
}
