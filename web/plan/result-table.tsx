/** The list of an answer, linked with the map. */
import type { Selected } from '../link.ts';
import type { TableColumn } from '../parts/data-table/columns.ts';
import { DataTable } from '../parts/data-table/data-table.tsx';
import { useLanguage } from '../parts/texts.tsx';
import { rowId } from './result-columns.tsx';
import type { Row } from './rows.ts';

const NEAREST_FIRST = [{ column: 'distance', down: false }] as const;

export function ResultTable({
  columns,
  rows,
  selected,
  onShown,
  onHover,
  onChoose,
}: {
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  selected: Selected | null;
  onShown: (rows: readonly Row[]) => void;
  onHover: (row: Row | null) => void;
  onChoose: (row: Row) => void;
}) {
  const { t } = useLanguage();
  return (
    <DataTable
      caption={t.results}
      columns={columns}
      rows={rows}
      idOf={rowId}
      title="name"
      firstSort={NEAREST_FIRST}
      selectedId={selected && rowId(selected)}
      onShown={onShown}
      onHover={onHover}
      onSelect={onChoose}
    />
  );
}
