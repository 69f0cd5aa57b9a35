/** Counties, and the townships of each, of which any number is chosen. */
import { nameIn } from '../../parts/names.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { Facts } from './answers.ts';
import { TEXTS } from './texts.ts';

type Region = Facts['regions'][number];

const COUNTY_DIGITS = 6;
const TOWNSHIP_DIGITS = 9;
const isCounty = ({ code }: Region) => code.slice(COUNTY_DIGITS, TOWNSHIP_DIGITS) === '000';

export function RegionPicks({
  regions,
  chosen,
  onChosen,
}: {
  regions: readonly Region[];
  /** Leading digits of codes. */
  chosen: readonly string[];
  onChosen: (chosen: readonly string[]) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const prefixOf = (region: Region) =>
    region.code.slice(0, isCounty(region) ? COUNTY_DIGITS : TOWNSHIP_DIGITS);
  const townships = regions.filter((region) => !isCounty(region));
  const counties = regions.filter(isCounty);
  const row = (region: Region, inside: boolean) => {
    const prefix = prefixOf(region);
    const covered = inside && chosen.includes(prefix.slice(0, COUNTY_DIGITS));
    const toggle = () =>
      onChosen(
        chosen.includes(prefix)
          ? chosen.filter((one) => one !== prefix)
          : // a whole county stands for its townships
            [...chosen.filter((one) => !one.startsWith(prefix)), prefix],
      );
    return (
      <label key={region.code}>
        <input
          type="checkbox"
          checked={covered || chosen.includes(prefix)}
          disabled={covered}
          onChange={toggle}
        />
        <span>{nameIn(lang, region.name, region.nameEn)}</span>
        <b>{f.count(region.kept)}</b>
      </label>
    );
  };
  const within = (county: Region) =>
    townships.filter(({ code }) => code.startsWith(county.code.slice(0, COUNTY_DIGITS)));
  const alone = townships.filter(
    ({ code }) => !counties.some((county) => code.startsWith(county.code.slice(0, COUNTY_DIGITS))),
  );
  return (
    <fieldset className="filter-part">
      <legend>
        {t.regions}
        {chosen.length > 0 && (
          <button type="button" className="button link small" onClick={() => onChosen([])}>
            {t.clear(t.regions)}
          </button>
        )}
      </legend>
      <div className="filter-tree">
        {counties.map((county) => (
          <details
            key={county.code}
            open={
              chosen.some((one) => one.length === TOWNSHIP_DIGITS && one.startsWith(prefixOf(county))) ||
              undefined
            }
          >
            <summary aria-label={nameIn(lang, county.name, county.nameEn)}>{row(county, false)}</summary>
            {within(county).map((region) => row(region, true))}
          </details>
        ))}
        {alone.map((region) => row(region, false))}
      </div>
    </fieldset>
  );
}
