/** The named conditions of data/layers/conditions.ts as SQL over the reader's own rows. */
import { chinaDay } from '../data/china-day.ts';
import { LEAST_CHANNELS } from '../data/layers/conditions.ts';

/** `day` makes a parameter of a date. Inner tables are asked under the reader's row policies. */
type ConditionSql = (layerId: string, day: (value: string) => string) => string;

/** What a site must have connected; null where nothing is asked of it. */
const LEAST = `case
      when e.grade = 1 then ${LEAST_CHANNELS.major}
      when exists (
        select
        from fourcolor.cameras as own
        where own.owner_id = e.id
          and own.kind = 'filling_station'
      ) then ${LEAST_CHANNELS.fillingStation}
      when e.supervision in ('city', 'county') then ${LEAST_CHANNELS.key}
    end`;

export const CONDITION_SQL: Readonly<Record<string, ConditionSql>> = {
  fewer_cameras: () => `id in (
    select e.id
    from fourcolor.enterprises as e
    left join (
      select owner_id, sum(coalesce(channels, 1)) as channels
      from fourcolor.cameras
      where owner_id is not null
      group by owner_id
    ) as c on c.owner_id = e.id
    where coalesce(c.channels, 0) < ${LEAST})`,
  no_responsible: (layerId) => `id not in (
    select r.owner_id
    from fourcolor.responsibilities as r
    where r.owner_layer = '${layerId}')`,
  no_officer: () => `(level = 'cell' and code not in (
    select r.owner_id
    from fourcolor.responsibilities as r
    where r.owner_layer = 'regions'
      and r.kind = 'grid_officer'))`,
  no_boundary: () => 'boundary is null',
  past_revision: (_layerId, day) => `revision_due < ${day(chinaDay(new Date()))}`,
};
