/** What hangs on an object, read once its card is open: who answers for it, what it holds, what it has in stock. */
import { IconAlertTriangle, IconPhone } from '@tabler/icons-react';
import type { LayerId } from '../../data/layers/all.ts';
import { DETAILS } from '../../data/layers/details.ts';
import { type Details, readDetails } from '../api.ts';
import { daysUntil } from '../parts/formats.ts';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';

/** Nothing for layers whose objects have none; a list that does not come is left out. */
export function DetailsLists({ layer, id, fresh }: { layer: LayerId; id: string; fresh: string }) {
  const { t } = useLanguage();
  const hasSome = DETAILS.some(({ owners }) => (owners as readonly string[]).includes(layer));
  const key = hasSome ? `${layer} ${id}` : null;
  const details = useRemote(key && `${key} ${fresh}`, (signal) => readDetails(layer, id, signal), key);
  const { responsibilities, inventories, stock } = details.data ?? {};
  return (
    <>
      {responsibilities && responsibilities.length > 0 && (
        <section className="card-list">
          <h3>{t.details.responsibilities}</h3>
          <Persons persons={responsibilities} />
        </section>
      )}
      {inventories && inventories.length > 0 && (
        <section className="card-list">
          <h3>{t.details.inventories}</h3>
          <Inventory lines={inventories} />
        </section>
      )}
      {stock && stock.length > 0 && (
        <section className="card-list">
          <h3>{t.details.stock}</h3>
          <Stock lines={stock} />
        </section>
      )}
    </>
  );
}

function Persons({ persons }: { persons: NonNullable<Details['responsibilities']> }) {
  const { t, f, of } = useLanguage();
  return (
    <ul className="persons caption">
      {persons.map((person) => (
        <li key={`${person.kind} ${person.name}`}>
          <span className="muted">{of(person.role)}</span>
          <p>
            <b>{person.name}</b>
            {person.organisation && <span> {person.organisation}</span>}
            {person.duties && <small className="muted">{person.duties}</small>}
            {person.lastPerformedOn && (
              <small className="muted">{t.lastPerformed(f.date(person.lastPerformedOn))}</small>
            )}
          </p>
          {person.phone && (
            <a href={`tel:${person.phone}`} aria-label={`${person.name} ${person.phone}`}>
              <IconPhone size={13} stroke={1.75} aria-hidden="true" />
              {person.phone}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function Inventory({ lines }: { lines: NonNullable<Details['inventories']> }) {
  const { t, f } = useLanguage();
  const known = (value: number | null) => (value === null ? '–' : f.decimal(value));
  const share = (q: number, threshold: number | null) =>
    threshold !== null && threshold > 0 ? f.decimal(q / threshold) : '–';
  return (
    <table className="card-table caption">
      <thead>
        <tr>
          <th scope="col">{t.inventoryColumns.substance}</th>
          <th scope="col">{t.inventoryColumns.quantity}</th>
          <th scope="col">{t.inventoryColumns.threshold}</th>
          <th scope="col">q/Q</th>
          <th scope="col">{t.inventoryColumns.beta}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.substance} ${line.quantityT} ${line.state}`}>
            <th scope="row">
              {line.substance}
              {(line.cas || line.state) && (
                <small className="muted">{[line.cas, line.state].filter(Boolean).join(t.dot)}</small>
              )}
            </th>
            <td>{f.decimal(line.quantityT)}</td>
            <td>{known(line.thresholdT)}</td>
            <td>{share(line.quantityT, line.thresholdT)}</td>
            <td>{known(line.beta)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Stock({ lines }: { lines: NonNullable<Details['stock']> }) {
  const { t, f } = useLanguage();
  const today = new Date();
  return (
    <table className="card-table caption">
      <thead>
        <tr>
          <th scope="col">{t.stockColumns.item}</th>
          <th scope="col">{t.stockColumns.quantity}</th>
          <th scope="col">{t.stockColumns.expires}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const low = line.safetyStock !== null && line.quantity < line.safetyStock;
          const expired = line.expiresOn !== null && daysUntil(line.expiresOn, today) < 0;
          return (
            <tr key={`${line.item} ${line.expiresOn}`}>
              <th scope="row">
                {line.item}
                {line.class && <small className="muted">{line.class}</small>}
              </th>
              <td className={low ? 'wanting' : ''}>
                {f.count(line.quantity)} {line.unit}
                {low && <Wanting words={t.lowStock} />}
              </td>
              <td className={expired ? 'wanting' : ''}>
                {line.expiresOn ? f.date(line.expiresOn) : '–'}
                {expired && <Wanting words={t.expired} />}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Wanting({ words }: { words: string }) {
  return (
    <small>
      <IconAlertTriangle size={12} stroke={1.75} aria-hidden="true" />
      {words}
    </small>
  );
}
