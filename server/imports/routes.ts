/** Imports over HTTP: upload, choose, check, write, undo. Rows and pairs are in row-routes.ts. */
import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { ImportUsage, problem } from '../../data/imports/problem.ts';
import { valueProblem } from '../../data/problem.ts';
import { json, media, query, router } from '../contract.ts';
import type { Who } from '../db/database.ts';
import { Failure, Invalid, NotFound } from '../failure.ts';
import type { Services } from '../services.ts';
import { entryFor, importer, looker, ownEntry } from './access.ts';
import { type Choices, ChoicesPatch, Detail, Entry, IMPORT_STATES, UndoAnswer } from './api-types.ts';
import { cleanUp } from './clean-up.ts';
import { changeEntry, listEntries, type Settable, type Stored, shownEntry } from './entries.ts';
import { dropFolder } from './folder.ts';
import type { ImportJobs } from './jobs.ts';
import { WORKER } from './orphans.ts';
import { answered } from './report.ts';
import { undoImport } from './undo.ts';
import { describedAgain, takeUpload } from './upload.ts';
import { chosenLayer, startCheck, startWrite } from './work.ts';

const params = z.object({ id: z.uuid() });
const tags = ['imports'];
const refused = (description: string) => media(description, 'application/problem+json');
const detail = (description: string) => json(Detail, description);

const upload = createRoute({
  method: 'post',
  path: '/api/imports',
  tags,
  summary: 'Upload one or several files (multipart/form-data: file, layer, source), at most 1 GiB',
  request: { query: query({}) },
  responses: { 201: detail('The new import'), 413: refused('Too large'), 415: refused('Not a form') },
});
const list = createRoute({
  method: 'get',
  path: '/api/imports',
  tags,
  summary: 'Imports of the person, newest first; all of them for administrators and auditors',
  request: {
    query: query({
      state: z.enum(IMPORT_STATES).optional(),
      limit: count(1, 200, 50),
      offset: count(0, 1_000_000, 0),
    }),
  },
  responses: { 200: json(z.object({ imports: z.array(Entry), total: z.int() }), 'The entries') },
});
const read = createRoute({
  method: 'get',
  path: '/api/imports/{id}',
  tags,
  summary: 'One import: choices, description, report, progress',
  request: { params, query: query({}) },
  responses: { 200: detail('The import'), 404: refused('Absent or somebody else’s') },
});
const change = createRoute({
  method: 'patch',
  path: '/api/imports/{id}',
  tags,
  summary: 'Choose layer, reading, coordinate system, mapping, repairs, corrections, decisions',
  request: {
    params,
    query: query({}),
    body: { content: { 'application/json': { schema: ChoicesPatch } }, required: true },
  },
  responses: { 200: detail('The import as it stands now'), 409: refused('At work, or written') },
});
const remove = createRoute({
  method: 'delete',
  path: '/api/imports/{id}',
  tags,
  summary: 'Discard an import that is not written',
  request: { params, query: query({}) },
  responses: { 204: { description: 'Gone' }, 409: refused('Written: undo it instead') },
});
const check = createRoute({
  method: 'post',
  path: '/api/imports/{id}/check',
  tags,
  summary: 'Check every row; nothing of the register changes',
  request: { params, query: query({}) },
  responses: {
    202: detail('At work'),
    409: refused('At work already'),
    422: refused('Not to be carried out'),
  },
});
const cancel = createRoute({
  method: 'post',
  path: '/api/imports/{id}/cancel',
  tags,
  summary: 'End the check or the writing; nothing is left behind',
  request: { params, query: query({}) },
  responses: { 202: detail('Ended') },
});
const write = createRoute({
  method: 'post',
  path: '/api/imports/{id}/write',
  tags,
  summary: 'Write the checked rows in one transaction: all of them or none',
  request: { params, query: query({}) },
  responses: { 202: detail('At work'), 409: refused('Not checked, stale, or a question is open') },
});
const takeBack = createRoute({
  method: 'post',
  path: '/api/imports/{id}/undo',
  tags,
  summary: 'Take a written import back as a whole, unless objects were changed since',
  request: { params, query: query({}) },
  responses: { 200: json(UndoAnswer, 'What was taken back, or what stands against it') },
});
const events = createRoute({
  method: 'get',
  path: '/api/imports/{id}/events',
  tags,
  summary: 'Server-sent events of the progress; ends with the work',
  request: { params, query: query({}) },
  responses: { 200: media('event: progress, data: {id, state, progress}', 'text/event-stream') },
});

/** A whole number in the query. */
export function count(min: number, max: number, otherwise: number) {
  return z
    .stringFormat('count', /^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .default(otherwise);
}

/** The routes of the import itself. */
export function importRoutes(services: Services, jobs: ImportJobs) {
  const shown = async (who: Who, id: string) => {
    const stored = await entryFor(services, jobs, who, id);
    return shownDetail(stored, who, jobs);
  };
  const as = services;
  return router()
    .openapi(upload, async (c) => {
      const who = importer(c.var);
      const id = await takeUpload(services, who, c.req.raw);
      // whoever brings new files sees to it that old ones go
      await cleanUp(services).catch((error: unknown) => console.error('imports', error));
      return c.json(await shown(who, id), 201);
    })
    .openapi(list, async (c) => {
      const who = looker(c.var);
      const wanted = c.req.valid('query');
      const { total, rows } = await as.database.as(who, (session) => listEntries(session, wanted));
      return c.json({ imports: rows.map((one) => shownEntry(one, who)), total }, 200);
    })
    .openapi(read, async (c) => {
      const who = looker(c.var);
      return c.json(await shown(who, c.req.valid('param').id), 200);
    })
    .openapi(change, async (c) => {
      const who = importer(c.var);
      const stored = await ownEntry(services, jobs, who, c.req.valid('param').id);
      if (!CHANGEABLE.includes(stored.state)) throw busy(stored);
      const patch = c.req.valid('json');
      await save(services, who, stored, patched(stored.choices, patch), Object.keys(patch));
      return c.json(await shown(who, stored.id), 200);
    })
    .openapi(remove, async (c) => {
      const who = importer(c.var);
      const stored = await entryFor(services, jobs, who, c.req.valid('param').id);
      if (stored.written_at !== null) throw busy(stored);
      await jobs.cancel(stored.id);
      await as.database.as(who, async (session) => {
        await session.query('select fourcolor.close_stage($1::uuid)', [stored.id]);
        await session.query('delete from fourcolor.imports where id = $1::uuid', [stored.id]);
      });
      await dropFolder(services.settings, stored.id);
      return c.body(null, 204);
    })
    .openapi(check, async (c) => {
      const who = importer(c.var);
      const stored = await ownEntry(services, jobs, who, c.req.valid('param').id);
      refusing(() => chosenLayer(stored));
      if (stored.description === null) throw notCarriedOut([problem('file_gone', {})]);
      const begun = await as.database.as(who, (session) =>
        changeEntry(session, stored.id, { state: 'checking', worker: WORKER, failure: [] }, CHANGEABLE),
      );
      if (!begun || jobs.isRunning(stored.id)) throw busy(stored);
      startCheck(services, jobs, who, { ...stored, state: 'checking' });
      return c.json(await shown(who, stored.id), 202);
    })
    .openapi(cancel, async (c) => {
      const who = importer(c.var);
      const stored = await ownEntry(services, jobs, who, c.req.valid('param').id);
      await jobs.cancel(stored.id);
      return c.json(await shown(who, stored.id), 202);
    })
    .openapi(write, async (c) => {
      const who = importer(c.var);
      const stored = await ownEntry(services, jobs, who, c.req.valid('param').id);
      const now = shownDetail(stored, who, jobs);
      if (stored.state !== 'checked' || now.report === null) throw busy(stored);
      if (!now.report.ok) throw standing(now);
      const begun = await as.database.as(who, (session) =>
        changeEntry(session, stored.id, { state: 'writing', worker: WORKER, failure: [] }, ['checked']),
      );
      if (!begun) throw busy(stored);
      startWrite(services, jobs, who, stored);
      return c.json(await shown(who, stored.id), 202);
    })
    .openapi(takeBack, async (c) => {
      const who = importer(c.var);
      const stored = await entryFor(services, jobs, who, c.req.valid('param').id);
      if (stored.state !== 'written') throw busy(stored);
      const answer = await undoImport(services.database, who, stored);
      if (answer === null) throw new NotFound();
      return c.json(answer, 200);
    })
    .openapi(events, async (c) => {
      const who = looker(c.var);
      const { id } = c.req.valid('param');
      await entryFor(services, jobs, who, id);
      c.header('X-Accel-Buffering', 'no');
      return streamSSE(c, async (stream) => {
        const send = async (state: string) => {
          const progress = jobs.progress(id);
          await stream.writeSSE({ event: 'progress', data: JSON.stringify({ id, state, progress }) });
        };
        let last = 0;
        const stop = jobs.subscribe(id, (progress) => {
          // a screen needs no more than a few steps a second
          if (progress === null || Date.now() - last < 250) return;
          last = Date.now();
          void send('working').catch(() => {});
        });
        stream.onAbort(stop);
        try {
          if (jobs.isRunning(id)) await send('working');
          await Promise.race([jobs.settled(id), new Promise<void>((resolve) => stream.onAbort(resolve))]);
          if (!stream.aborted) await send((await entryFor(services, jobs, who, id)).state);
        } finally {
          stop();
        }
      });
    });
}

const CHANGEABLE: readonly Stored['state'][] = ['staged', 'checked', 'failed'];
/** Choices that change how the file is read: it is described again. */
const READING = ['layer', 'part', 'format', 'encoding', 'delimiter', 'headerRow'];
/** Choices that a report follows without another check. */
const ANSWERS = ['accept', 'skipRejected', 'duplicates'];

/** The choices with the patch: corrections and decisions join those that stand, everything else replaces. */
export function patched(choices: Choices, patch: ChoicesPatch): Choices {
  const next: Record<string, unknown> = { ...choices };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete next[name];
    else if (name !== 'corrections' && name !== 'duplicates') next[name] = value;
  }
  if (patch.corrections) {
    const cell = ({ row, column }: { row: number; column: string }) => `${row} ${column}`;
    const cells = new Map((choices.corrections ?? []).map((one) => [cell(one), one]));
    for (const one of patch.corrections) cells.set(cell(one), one);
    next.corrections = [...cells.values()];
  }
  if (patch.duplicates) next.duplicates = { ...choices.duplicates, ...patch.duplicates };
  return next as Choices;
}

async function save(
  services: Services,
  who: Who,
  stored: Stored,
  choices: Choices,
  changed: readonly string[],
): Promise<void> {
  const again = changed.some((name) => READING.includes(name));
  const described: Settable = again
    ? await describedAgain(services, who, { ...stored, choices }, false)
    : { choices, ...(choices.mapping?.source && { source: choices.mapping.source }) };
  const matters = changed.some((name) => !ANSWERS.includes(name));
  const set = { ...described, ...(matters && { revision: stored.revision + 1 }) };
  const done = await services.database.as(who, (session) => changeEntry(session, stored.id, set, CHANGEABLE));
  if (!done) throw busy(stored);
}

/** The entry as its person sees it. */
export function shownDetail(stored: Stored, who: Who, jobs: ImportJobs): Detail {
  const mine = stored.user_id === who.userId;
  const changeable = mine && CHANGEABLE.includes(stored.state);
  const stale = stored.checked_revision !== stored.revision;
  const report = stored.report === null ? null : answered(stored.report, stored.choices, stale);
  return {
    ...shownEntry(stored, who),
    choices: stored.choices,
    description: stored.description,
    failure: stored.failure,
    report,
    progress: jobs.progress(stored.id),
    remembered: stored.remembered,
    may: {
      change: changeable,
      write: changeable && stored.state === 'checked' && report?.ok === true,
      undo: stored.state === 'written' && (mine || who.role === 'admin'),
    },
  };
}

function busy({ state }: Stored): Failure {
  const at: Record<string, { zh: string; en: string }> = {
    checking: { zh: '正在检查。', en: 'It is being checked.' },
    writing: { zh: '正在写入。', en: 'It is being written.' },
    written: { zh: '已经写入；可以撤销。', en: 'It is written; it can be undone.' },
    undone: { zh: '已经撤销。', en: 'It was undone.' },
  };
  const detail = at[state] ?? { zh: '先检查一次。', en: 'Check it first.' };
  return new Failure('conflict', { detail });
}

/** Why a checked import is not written yet. */
function standing({ report }: Detail): Failure {
  if (report?.stale)
    return new Failure('conflict', {
      detail: {
        zh: '检查之后又有改动，请再检查一次。',
        en: 'Something was changed after the check: check again.',
      },
    });
  const open = report?.questions.find(({ accepted }) => !accepted);
  if (open) return new Failure('conflict', { detail: open.text });
  return new Failure('conflict', {
    detail: {
      zh: '有错误的行：改正，或选择只导入正确的行。',
      en: 'There are rows with errors: correct them, or choose to write the good rows only.',
    },
  });
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ImportUsage) throw notCarriedOut(error.problems);
    throw error;
  }
}

function notCarriedOut(problems: ImportUsage['problems']): Invalid {
  return new Invalid(
    ...problems.map(({ field, code, message, remedy }) => ({
      ...valueProblem(`/${field ?? ''}`, 'format', message, remedy),
      code,
    })),
  );
}
