/** A page with nothing but the workbench's table; the address says how many rows: ?rows=50000. */
import { createRoot } from 'react-dom/client';
import type { TableColumn } from '../../../web/parts/data-table/columns.ts';
import { DataTable } from '../../../web/parts/data-table/data-table.tsx';
import { LanguageProvider } from '../../../web/parts/texts.tsx';
import '../../../web/parts/tokens.css';
import '../../../web/parts/base.css';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly grade: number;
  readonly distanceM: number;
}

const count = Number(new URLSearchParams(location.search).get('rows'));
const rows: readonly Row[] = Array.from({ length: count }, (_, index) => ({
  id: String(index),
  // a fixed shuffle, so that sorting has work to do
  name: `Object ${(index * 7919) % count}`,
  grade: 1 + ((index * 31) % 4),
  distanceM: (index * 104_729) % 50_000,
}));
const columns: readonly TableColumn<Row>[] = [
  { id: 'name', label: 'Name', value: ({ name }) => name },
  { id: 'grade', label: 'Grade', value: ({ grade }) => grade },
  { id: 'distance', label: 'Distance', value: ({ distanceM }) => distanceM, align: 'right' },
];
const idOf = ({ id }: Row) => id;
const ignore = () => {};

createRoot(document.getElementById('table')!).render(
  <LanguageProvider lang="en">
    <DataTable
      caption="Many rows"
      columns={columns}
      rows={rows}
      idOf={idOf}
      selectedId={null}
      onSelect={ignore}
      height={700}
    />
  </LanguageProvider>,
);
