/** Reports made in the background, one at a time in this process; each belongs to the person who asked. */
import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Session, Who } from '../db/database.ts';
import { Failure, NotFound } from '../failure.ts';
import type { Services } from '../services.ts';
import type { Progress } from './district-report.ts';

/** What another process left unfinished counts as lost after this long without a step, seconds. */
const SILENT_S = 60;
const MOST_WAITING = 5;
const MOST_ERROR = 300;

export interface JobFile {
  readonly name: string;
  readonly mediaType: string;
  readonly file: Uint8Array;
}
/** Makes the file; calls `progress` between steps, which throws once the job is cancelled. */
export type Work = (progress: Progress) => Promise<JobFile>;

const Params = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('district'),
    region: z.string().regex(/^\d{12}$/),
    format: z.enum(['docx', 'pdf']),
    lang: z.enum(['zh', 'en']),
  }),
  z.strictObject({ kind: z.literal('atlas'), format: z.literal('pdf'), lang: z.enum(['zh', 'en']) }),
]);
export const JobParams = Params.openapi('ReportJobParams');
export type JobParams = z.infer<typeof Params>;

export const Job = z
  .object({
    id: z.string(),
    params: JobParams,
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    done: z.int(),
    total: z.int().openapi({ description: 'Chapters or sheets; 0 = not known yet' }),
    error: z.string().nullable(),
    fileName: z.string().nullable(),
    bytes: z.int().nullable(),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
    expiresAt: z.string(),
  })
  .openapi('ReportJob');
export type Job = z.infer<typeof Job>;

const COLUMNS = `id, params, state, done, total, error, file_name as "fileName", bytes, created_at as "createdAt",
  finished_at as "finishedAt", expires_at as "expiresAt"`;

class Cancelled extends Error {}

export class ReportJobs {
  readonly #services: Services;
  readonly #run = randomUUID();
  readonly #cancelled = new Set<string>();
  #last: Promise<void> = Promise.resolve();

  constructor(services: Services) {
    this.#services = services;
  }

  /** The person's jobs, newest first; what is over its time is gone, what a stopped server left has failed. */
  list(who: Who): Promise<Job[]> {
    return this.#as(who, async (session) => {
      await session.query(`delete from fourcolor.jobs where expires_at < now()`);
      await session.query(
        `update fourcolor.jobs
set state = 'failed', error = 'restarted', finished_at = now(), updated_at = now()
where state in ('queued', 'running')
  and run_id <> $1::uuid
  and updated_at < now() - make_interval(secs => ${SILENT_S})`,
        [this.#run],
      );
      return session.query<Job>(
        `select ${COLUMNS} from fourcolor.jobs order by created_at desc, id limit 50`,
      );
    });
  }

  /** Throws Failure `conflict` when too many of the person's jobs wait. */
  async start(who: Who, params: JobParams, work: Work): Promise<Job> {
    const job = await this.#as(who, async (session) => {
      const [waiting] = await session.query<{ n: number }>(
        `select count(*) as n from fourcolor.jobs where state in ('queued', 'running')`,
      );
      if ((waiting?.n ?? 0) >= MOST_WAITING) throw new Failure('conflict');
      const [row] = await session.query<Job>(
        `insert into fourcolor.jobs (owner_id, kind, params, run_id)
values ($1::text, $2::text, $3::jsonb, $4::uuid)
returning ${COLUMNS}`,
        [who.userId, params.kind, JSON.stringify(params), this.#run],
      );
      return row!;
    });
    this.#last = this.#last.then(() => this.#make(who, job.id, work));
    return job;
  }

  /** A job that runs stops at its next step. Throws NotFound. */
  async cancel(who: Who, id: string): Promise<Job> {
    const [row] = await this.#as(who, (session) =>
      session.query<Job>(
        `update fourcolor.jobs
set state = case when state in ('queued', 'running') then 'cancelled' else state end,
  finished_at = coalesce(finished_at, now()), updated_at = now()
where id = $1::uuid
returning ${COLUMNS}`,
        [id],
      ),
    );
    if (!row) throw new NotFound();
    this.#cancelled.add(id);
    return row;
  }

  async remove(who: Who, id: string): Promise<void> {
    this.#cancelled.add(id);
    await this.#as(who, (session) => session.query(`delete from fourcolor.jobs where id = $1::uuid`, [id]));
  }

  /** Throws NotFound where there is none, or none yet. */
  async file(who: Who, id: string): Promise<JobFile> {
    const [row] = await this.#as(who, (session) =>
      session.query<JobFile>(
        `select j.file_name as name, j.media_type as "mediaType", f.file
from fourcolor.jobs as j
join fourcolor.job_files as f on f.job_id = j.id
where j.id = $1::uuid
  and j.state = 'done'
  and j.expires_at > now()`,
        [id],
      ),
    );
    if (!row) throw new NotFound();
    return row;
  }

  async #make(who: Who, id: string, work: Work): Promise<void> {
    const step = async (state: 'running' | 'done', done: number, total: number) => {
      if (this.#cancelled.has(id)) throw new Cancelled();
      const rows = await this.#as(who, (session) =>
        session.query(
          `update fourcolor.jobs
set state = $2::text, done = $3::integer, total = $4::integer, updated_at = now()
where id = $1::uuid
  and state in ('queued', 'running')
returning id`,
          [id, state, done, total],
        ),
      );
      if (rows.length === 0) throw new Cancelled();
    };
    try {
      await step('running', 0, 0);
      const { name, mediaType, file } = await work((done, total) => step('running', done, total));
      await this.#as(who, async (session) => {
        const rows = await session.query(
          `update fourcolor.jobs
set state = 'done', done = total, file_name = $2::text, media_type = $3::text, bytes = $4::integer,
  finished_at = now(), updated_at = now(), expires_at = now() + interval '1 day'
where id = $1::uuid
  and state = 'running'
returning id`,
          [id, name, mediaType, file.length],
        );
        if (rows.length === 0) throw new Cancelled();
        await session.query(`insert into fourcolor.job_files (job_id, file) values ($1::uuid, $2::bytea)`, [
          id,
          file,
        ]);
      });
    } catch (error) {
      if (error instanceof Cancelled) return;
      if (!(error instanceof Failure)) console.error(error);
      await this.#fail(who, id, error instanceof Failure ? error.code : 'internal');
    } finally {
      this.#cancelled.delete(id);
    }
  }

  async #fail(who: Who, id: string, error: string): Promise<void> {
    await this.#as(who, (session) =>
      session.query(
        `update fourcolor.jobs
set state = 'failed', error = $2::text, finished_at = now(), updated_at = now()
where id = $1::uuid
  and state in ('queued', 'running')`,
        [id, error.slice(0, MOST_ERROR)],
      ),
    ).catch((error: unknown) => console.error(error));
  }

  #as<T>(who: Who, work: (session: Session) => Promise<T>): Promise<T> {
    return this.#services.database.as({ ...who, why: 'report' }, work);
  }
}
