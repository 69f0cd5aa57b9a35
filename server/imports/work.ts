/** What an import does after it was uploaded: checked, written as the person in one transaction. */
import { chinaDay } from '../../data/china-day.ts';
import type { InventoryLine } from '../../data/imports/children.ts';
import type { Problem } from '../../data/imports/problem.ts';
import { ImportUsage, problem } from '../../data/imports/problem.ts';
import type { Layer } from '../../data/layer.ts';
import { tableById } from '../../data/layers/all.ts';
import { type Session, servant, type Who } from '../db/database.ts';
import { Unavailable } from '../db/errors.ts';
import { connectRoads } from '../roads.ts';
import type { Services } from '../services.ts';
import type { Counts, Report } from './api-types.ts';
import { checkFile } from './check.ts';
import { mappingOf } from './describe.ts';
import { changeEntry, entryById, type Stored } from './entries.ts';
import { folderOf, sourcesOf } from './folder.ts';
import { Cancelled, type ImportJobs } from './jobs.ts';
import { createLocator } from './locate.ts';
import { applyDecisions, findPairs } from './pairs.ts';
import { shownProblem } from './problems.ts';
import { publishStage } from './publish.ts';
import { readChildren } from './record-store.ts';
import { remember } from './remembered.ts';
import { reportOf } from './report.ts';
import { againStage } from './stage.ts';

/** The publishing transaction of a large file takes minutes on the embedded engine. */
const TIMEOUT_MS = 30 * 60_000;

/** The layer that the choices name. @throws {ImportUsage} */
export function chosenLayer(stored: Stored): Layer {
  const { layer: id } = stored.choices;
  const layer = id === undefined ? undefined : tableById(id);
  if (layer === undefined)
    throw new ImportUsage([problem(id === undefined ? 'layer_not_chosen' : 'unknown_layer', { value: id })]);
  return layer;
}

/** Checks in the background; the entry stands on `checking` already. */
export function startCheck(services: Services, jobs: ImportJobs, who: Who, stored: Stored): void {
  const { database, settings } = services;
  jobs.start(stored.id, 'read', async (signal, onProgress) => {
    const back = (set: Parameters<typeof changeEntry>[2]) =>
      database.as(who, (session) => changeEntry(session, stored.id, set, ['checking']));
    try {
      const layer = chosenLayer(stored);
      const folder = folderOf(settings, stored.id);
      const sources = await sourcesOf(folder, stored.files);
      if (sources === null || stored.description === null) throw new ImportUsage([problem('file_gone', {})]);
      const mapping = mappingOf(stored.choices, stored.description);
      const { locate } = stored.choices;
      const checked = await checkFile({
        database,
        who,
        importId: stored.id,
        folder,
        sources,
        layer,
        mapping,
        choices: stored.choices,
        ...(locate && { locate: await createLocator(database, who, locate.minScore) }),
        signal,
        onProgress,
      });
      const pairs = await findPairs({ database, who, stored, checked, folder, signal, onProgress });
      const report = reportOf(checked, pairs, stored.choices, stored.description);
      await back({
        state: 'checked',
        checked_revision: stored.revision,
        report,
        counts: checked.counts,
        source: checked.plan.source,
        layer: layer.id,
        failure: [],
      });
    } catch (error) {
      await back({ state: stateAfter(error), failure: told(error).map((one) => shownProblem(one)) }).catch(
        gone,
      );
      logUnexpected(stored.id, error);
    }
  });
}

const stateAfter = (error: unknown): Stored['state'] =>
  error instanceof Cancelled || error instanceof ImportUsage ? 'staged' : 'failed';

function told(error: unknown): readonly Problem[] {
  if (error instanceof ImportUsage) return error.problems;
  if (error instanceof Cancelled) return [];
  return [problem('import_failed', {})];
}

/** The database is away: the entry is found at work without a worker, and told as failed, when it is back. */
function gone(error: unknown): void {
  if (!(error instanceof Unavailable)) throw error;
}

function logUnexpected(id: string, error: unknown): void {
  const expected = error instanceof Cancelled || error instanceof ImportUsage || error instanceof Unavailable;
  if (!expected) console.error(`import ${id}`, error);
}

/** Rolls the writing back; the problems are told. */
class Refusal extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('refused');
    this.problems = problems;
  }
}

/** Writes in the background; the entry stands on `writing` already. */
export function startWrite(services: Services, jobs: ImportJobs, who: Who, stored: Stored): void {
  const { database } = services;
  jobs.start(stored.id, 'write', async (signal, onProgress) => {
    const why = `import ${stored.id} ${stored.files[0]?.name ?? ''}`;
    try {
      const children = await readChildren(folderOf(services.settings, stored.id));
      const counts = await database.as(
        { ...who, why },
        (session) =>
          write(session, who, stored, children, signal, (done, of) =>
            onProgress({ step: 'write', done, of }),
          ),
        { timeoutMs: TIMEOUT_MS },
      );
      // in the server's own name: the importing person may see only a part of the network
      if (stored.layer === 'roads' && counts.inserted + counts.updated > 0)
        await database.as(servant('admin', why), connectRoads, { timeoutMs: TIMEOUT_MS });
    } catch (error) {
      const problems = error instanceof Refusal ? error.problems : told(error);
      const report = stored.report === null ? null : withRefusals(stored.report, problems);
      await database.as(who, (session) =>
        changeEntry(
          session,
          stored.id,
          {
            state: error instanceof Refusal || error instanceof Cancelled ? 'checked' : 'failed',
            failure: problems.map((one) => shownProblem(one)),
            ...(report && { report }),
          },
          ['writing'],
        ),
      );
      if (!(error instanceof Refusal)) logUnexpected(stored.id, error);
    }
  });
}

async function write(
  session: Session,
  who: Who,
  stored: Stored,
  children: readonly InventoryLine[],
  signal: AbortSignal,
  onPart: (done: number, of: number) => void,
): Promise<Counts> {
  const layer = chosenLayer(stored);
  const entry = await entryById(session, stored.id, true);
  if (entry?.state !== 'writing' || entry.counts === null || entry.description === null)
    throw new Cancelled();
  // two imports of one layer take turns instead of deadlocking
  await session.query('select pg_advisory_xact_lock(hashtext($1))', [`fourcolor import ${layer.id}`]);
  const mapping = mappingOf(entry.choices, entry.description);
  const columns = await stagedColumns(session, stored.id, layer);
  const stage = againStage(stored.id, layer, columns, (work) => work(session));
  const [staged] = await session.query<{ n: number }>(`select count(*) as n from ${stage.table}`);
  const decided = await applyDecisions(session, who, entry, stage);
  const written = await publishStage(session, who, stage, {
    importId: stored.id,
    source: entry.source,
    children,
    mapping,
    today: chinaDay(new Date()),
    onPart: (rows) => {
      signal.throwIfAborted();
      onPart(rows, staged!.n);
    },
  });
  if (written.problems.length > 0) throw new Refusal(written.problems);
  signal.throwIfAborted();
  const { inserted, updated, unchanged, merged } = written;
  const rejected = entry.counts.rejected;
  const counts: Counts = {
    ...entry.counts,
    inserted,
    updated,
    unchanged,
    merged,
    children: written.children,
    skipped: decided.skipped + (entry.choices.skipRejected === true ? rejected : 0),
  };
  await remember(session, who, entry);
  await changeEntry(session, stored.id, {
    state: 'written',
    counts,
    failure: [],
    written_at: new Date().toISOString(),
  });
  await session.query('select fourcolor.close_stage($1::uuid)', [stored.id]);
  return counts;
}

/** Fields that the check staged, in the order of the layer. */
async function stagedColumns(session: Session, importId: string, layer: Layer): Promise<string[]> {
  const rows = await session.query<{ name: string }>(
    `select attname as name
from pg_attribute
where attrelid = to_regclass($1)
  and attnum > 0
  and not attisdropped
order by attnum`,
    [`staging.rows_${importId.replaceAll('-', '')}`],
  );
  if (rows.length === 0) throw new Refusal([problem('check_again', {})]);
  return rows.map(({ name }) => name).filter((name) => Object.hasOwn(layer.fields, name));
}

function withRefusals(report: Report, problems: readonly Problem[]): Report {
  return { ...report, problems: [...report.problems, ...problems.map((one) => shownProblem(one))] };
}
