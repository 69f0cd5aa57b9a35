/** The rows behind every indicator: one statement gives each row with whether it counts and what it weighs. */
import { HIGH_RISK_SECTORS, type IndicatorId } from '../../data/indicators/definitions.ts';
import type { AddParam } from '../reading.ts';

/** Placeholders of the first day and of the day after the last, in China's calendar; stock figures use `to` only. */
interface Period {
  readonly from: string;
  readonly to: string;
}
type RowsSql = (period: Period, add: AddParam) => string;

// the day begins in China, not in UTC
const moment = (day: string) => `(${day}::date)::timestamp at time zone 'Asia/Shanghai'`;

const accidents =
  (weight: string, condition = 'true'): RowsSql =>
  ({ from, to }) =>
    `select 'accidents' as layer, id, name, region_code, (happened_at at time zone 'Asia/Shanghai')::date as at,
  true as counted, ${weight}::double precision as weight
from fourcolor.accidents
where happened_at >= ${moment(from)}
  and happened_at < ${moment(to)}
  and ${weight} > 0
  and ${condition}`;

const enterprises =
  (among: (add: AddParam) => string, counted: (to: string) => string): RowsSql =>
  ({ to }, add) =>
    `select 'enterprises' as layer, id, name, region_code, null::date as at, ${counted(to)} as counted, 1::double precision as weight
from fourcolor.enterprises
where ${among(add)}`;

const dangers =
  (among: string): RowsSql =>
  ({ from, to }) =>
    `select 'hidden_dangers' as layer, id, name, region_code, (found_at at time zone 'Asia/Shanghai')::date as at,
  state in ('passed', 'closed') as counted, 1::double precision as weight
from fourcolor.hidden_dangers
where found_at >= ${moment(from)}
  and found_at < ${moment(to)}
  and state not in ('reported', 'rejected')
  and ${among}`;

const inSectors = (sectors: readonly string[]) => (add: AddParam) =>
  `sector = any (${add([...sectors])}::text[])`;
const all = () => 'true';
const OIL_AND_GAS = ['crude_oil', 'oil_products', 'natural_gas', 'lpg', 'manufactured_gas'];

/** Rows of each indicator, in the reader's scope; `at` is the day by which it belongs to a month. */
export const ROWS_SQL: Readonly<Record<IndicatorId, RowsSql>> = {
  accidents: accidents('1'),
  deaths: accidents('coalesce(deaths, 0)'),
  injured: accidents('coalesce(injured, 0)'),
  loss_10k: accidents('coalesce(loss_10k, 0)'),
  larger_accidents: accidents('1', `class in ('larger', 'major', 'extraordinary')`),
  road_deaths: accidents('coalesce(deaths, 0)', `sector in ('road_transport', 'hazmat_transport')`),
  construction_deaths: accidents('coalesce(deaths, 0)', `sector = 'construction'`),
  fishery_deaths: accidents('coalesce(deaths, 0)', `sector = 'fishery'`),
  deaths_per_gdp: accidents('coalesce(deaths, 0)'),
  reported_risks: enterprises(
    () => 'grade <= 2',
    () => `exists (
    select 1
    from fourcolor.risk_points as point
    where point.owner_layer = 'enterprises'
      and point.owner_id = enterprises.id
      and coalesce(point.inherent_grade, point.grade) <= 2
  )`,
  ),
  assessed: enterprises(all, () => 'grade is not null'),
  reviews_in_time: enterprises(
    () => 'grade is not null',
    (to) => `(review_due is null or review_due >= ${to}::date)`,
  ),
  dangers_rectified: dangers('true'),
  major_dangers_rectified: dangers(`class = 'major'`),
  tasks_in_time: ({ from, to }) => `select 'tasks' as layer, id, name, region_code, due_on as at,
  (done_at is not null and (done_at at time zone 'Asia/Shanghai')::date <= due_on) as counted,
  1::double precision as weight
from fourcolor.tasks
where due_on >= ${from}::date
  and due_on < ${to}::date
  and state <> 'cancelled'`,
  insured: enterprises(
    inSectors(HIGH_RISK_SECTORS),
    (to) => `(insurance = 'insured' and (insurance_until is null or insurance_until >= ${to}::date))`,
  ),
  standardised: enterprises(inSectors(['hazmat_production']), () => 'standardisation is not null'),
  pipelines_inspected: ({ to }, add) => `select 'pipelines' as layer, id, name, region_code, null::date as at,
  (inspection_state = 'inspected' and (inspection_due is null or inspection_due >= ${to}::date)) as counted,
  coalesce(length_km, 0) as weight
from fourcolor.pipelines
where medium = any (${add(OIL_AND_GAS)}::text[])`,
  plans_current: ({ to }) => `select 'plans' as layer, id, name, region_code, null::date as at,
  (revision_due is null or revision_due >= ${to}::date) as counted, 1::double precision as weight
from fourcolor.plans`,
};
