/** What hangs on an object: who answers for it, what it holds, what it has in stock, where its plant ends. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Field } from '../data/layer.ts';
import {
  type Detail,
  inventories,
  RELATION_KINDS,
  responsibilities,
  stockLines,
} from '../data/layers/details.ts';
import { json, media, query, router, TextSchema } from './contract.ts';
import type { Session, Who } from './db/database.ts';
import { NotFound } from './failure.ts';
import { column, type Reading, readingOf } from './reading.ts';
import type { Services } from './services.ts';

const text = z.string().nullable();

const Responsibility = z
  .object({
    kind: z.string(),
    role: TextSchema,
    name: z.string(),
    organisation: text,
    phone: text.optional().openapi({ description: 'Only for those who must call people' }),
    duties: text,
    lastPerformedOn: text,
  })
  .openapi('Responsibility');

const InventoryLine = z
  .object({
    substance: z.string(),
    cas: text,
    classSymbol: text,
    quantityT: z.number(),
    thresholdT: z.number().nullable(),
    beta: z.number().nullable(),
    state: text,
  })
  .openapi('InventoryLine');

const StockLine = z
  .object({
    item: z.string(),
    class: text,
    quantity: z.int(),
    unit: text,
    safetyStock: z.int().nullable(),
    expiresOn: text,
  })
  .openapi('StockLine');

const Details = z
  .object({
    responsibilities: z.array(Responsibility).optional(),
    inventories: z.array(InventoryLine).optional(),
    stock: z.array(StockLine).optional(),
    boundary: z
      .any()
      .optional()
      .openapi({ description: 'GeoJSON MultiPolygon: border of the plant around a major hazard source' }),
  })
  .openapi('Details');
type Details = z.infer<typeof Details>;

const route = createRoute({
  method: 'get',
  path: '/api/details/{layer}/{id}',
  tags: ['catalogue'],
  summary: 'Persons, inventory and stock of one object, as far as the reader may see them',
  request: { params: z.object({ layer: z.string(), id: z.string() }), query: query({}) },
  responses: {
    200: json(Details, 'The lists that an object of this layer may have'),
    404: media('Absent or hidden', 'application/problem+json'),
  },
});

/** The route of the details. */
export function detailRoutes(services: Services) {
  return router().openapi(route, async (c) => {
    const { layer, id } = c.req.valid('param');
    const who = c.var.who;
    const reading = readingOf(layer, who);
    // a zero byte is in no id, and PostgreSQL refuses it
    if (id.includes('\0')) throw new NotFound();
    const details = await services.database.as(who, (session) => readDetails(session, who, reading, id), {
      readOnly: true,
    });
    if (!details) throw new NotFound();
    return c.json(details, 200, { 'Cache-Control': 'no-cache', Vary: 'Cookie' });
  });
}

/** The lists of one object; undefined when the reader does not see the object. */
async function readDetails(
  session: Session,
  who: Who,
  { layer, table }: Reading,
  id: string,
): Promise<Details | undefined> {
  const hasBoundary = layer.id === 'major_hazards';
  const [owner] = await session.query<{ boundary: string | null }>(
    `select ${hasBoundary ? 'st_asgeojson(boundary, 7)' : 'null'} as boundary
     from ${table}
     where id = $1::text`,
    [id],
  );
  if (!owner) return undefined;
  const has = (detail: Detail) => who.role !== 'public' && detail.owners.includes(layer.id);
  return {
    ...(has(responsibilities) ? { responsibilities: await readPersons(session, who, layer.id, id) } : {}),
    ...(has(inventories) ? { inventories: await readInventory(session, id) } : {}),
    ...(has(stockLines) ? { stock: await readStock(session, id) } : {}),
    ...(owner.boundary ? { boundary: JSON.parse(owner.boundary) } : {}),
  };
}

async function readPersons(session: Session, who: Who, layerId: string, id: string) {
  const phone: Field = responsibilities.fields.phone;
  const mayCall = phone.readers.some((role) => role === who.role);
  const rows = await session.query<Omit<z.infer<typeof Responsibility>, 'role'>>(
    `select kind, name, organisation, ${mayCall ? 'phone, ' : ''}duties, last_performed_on as "lastPerformedOn"
     from fourcolor.responsibilities
     where owner_layer = $1::text
       and owner_id = $2::text
     order by array_position($3::text[], kind), fid`,
    [layerId, id, RELATION_KINDS.map((kind) => kind.id)],
  );
  return rows.map((row) => ({ ...row, role: wordOf(row.kind) }));
}

function readInventory(session: Session, id: string) {
  return session.query<z.infer<typeof InventoryLine>>(
    `select substance, cas, class_symbol as "classSymbol", quantity_t as "quantityT", threshold_t as "thresholdT",
       beta, state
     from fourcolor.inventories
     where owner_id = $1::text
     order by quantity_t / threshold_t desc nulls last, fid`,
    [id],
  );
}

function readStock(session: Session, id: string) {
  return session.query<z.infer<typeof StockLine>>(
    `select item, ${column('class')}, quantity, unit, safety_stock as "safetyStock", expires_on as "expiresOn"
     from fourcolor.stock_lines
     where owner_id = $1::text
     order by ${column('class')} collate "C" nulls last, item collate "C", fid`,
    [id],
  );
}

function wordOf(kind: string): z.infer<typeof TextSchema> {
  const word = RELATION_KINDS.find((one) => one.id === kind);
  return { zh: word?.zh ?? kind, en: word?.en ?? kind };
}
