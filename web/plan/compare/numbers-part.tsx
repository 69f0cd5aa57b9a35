/** Objects by grade on the left and on the right map, with the difference. */
import { GRADE_KEYS } from '../../../data/grade.ts';
import type { LayerSummary } from '../../api.ts';
import type { Shown } from '../../map/props.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import { compareNumbers, difference, type LayerNumbers, signed } from './numbers.ts';
import { useCompareTexts } from './texts.ts';

export function NumbersPart({
  a,
  b,
}: {
  a: { readonly counts: readonly LayerSummary[]; readonly shown: Shown };
  b: { readonly counts: readonly LayerSummary[]; readonly shown: Shown };
}) {
  const t = useCompareTexts();
  return (
    <div className="compare-part compare-numbers">
      <h3>{t.numbers}</h3>
      {compareNumbers(a.counts, a.shown, b.counts, b.shown).map((row) => (
        <NumbersTable key={row.id} row={row} />
      ))}
    </div>
  );
}

function NumbersTable({ row }: { row: LayerNumbers }) {
  const { t: shell, f, of } = useLanguage();
  const t = useCompareTexts();
  const { a, b } = row;
  const name = of(row.label);
  const cells = (left: number | undefined, right: number | undefined) => {
    const change = difference(left, right);
    return (
      <>
        <td>{left === undefined ? '–' : f.count(left)}</td>
        <td>{right === undefined ? '–' : f.count(right)}</td>
        <td className={change ? 'changed' : ''}>{change === null ? '–' : signed(change, f.count)}</td>
      </>
    );
  };
  return (
    <table aria-label={t.numbersOf(name)}>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col" title={a ? t.a : `${t.a}：${t.off}`}>
            A
          </th>
          <th scope="col" title={b ? t.b : `${t.b}：${t.off}`}>
            B
          </th>
          <th scope="col">{t.difference}</th>
        </tr>
      </thead>
      <tbody>
        {(a?.byGrade || b?.byGrade) &&
          GRADE_KEYS.map((grade) => (
            <tr key={grade}>
              <th scope="row">
                <GradeSymbol grade={grade} sizePx={12} /> {shell.grade[grade]}
              </th>
              {cells(a?.byGrade?.[grade], b?.byGrade?.[grade])}
            </tr>
          ))}
        <tr className="total">
          <th scope="row">{t.total}</th>
          {cells(a?.total, b?.total)}
        </tr>
      </tbody>
    </table>
  );
}
