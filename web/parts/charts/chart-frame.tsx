/** Around every chart: its name, and the same numbers as a table one press away. */
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useChartTexts } from './texts.ts';
import './charts.css';

/** The numbers behind a chart. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function ChartFrame({
  title,
  note,
  table,
  children,
}: {
  title: string;
  /** What the scale is, or what is left out. */
  note?: string | undefined;
  table: ChartTable;
  children: ReactNode;
}) {
  const texts = useChartTexts();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const Icon = asTable ? IconChartBar : IconTable;
  return (
    <section className="chart" aria-labelledby={id}>
      <header className="chart-head">
        <h3 id={id}>{title}</h3>
        {table.rows.length > 0 && (
          <button
            type="button"
            className="chart-way"
            aria-pressed={asTable}
            aria-label={`${texts.asTable}: ${title}`}
            title={asTable ? texts.asChart : texts.asTable}
            onClick={() => setAsTable(!asTable)}
          >
            <Icon size={15} stroke={1.75} aria-hidden="true" />
          </button>
        )}
      </header>
      {table.rows.length === 0 ? (
        <p className="caption muted">{texts.nothing}</p>
      ) : asTable ? (
        <div className="chart-table">
          <table>
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, j) =>
                    j === 0 ? (
                      <th key={j} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={j}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        children
      )}
      {note && <p className="caption muted">{note}</p>}
    </section>
  );
}
