/** The environment of the server, checked once at the start. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import type { Text } from '../data/layer.ts';

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** PostgreSQL that the server uses; undefined = the embedded engine in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Login that migrates; the same as `databaseUrl` unless set. */
  readonly ownerUrl: string | undefined;
  readonly dataDir: string;
  readonly demoScale: number | undefined;
  readonly secretFile: string | undefined;
  /** Absolute address without trailing slash under which people reach the server. */
  readonly publicUrl: string | undefined;
  /** Demo accounts may sign in although the server listens beyond this machine. */
  readonly demoPublic: boolean;
  /** JSON document of the weather station; the only foreign address that the server ever asks for weather. */
  readonly weatherUrl: string | undefined;
}

/** A value of the environment that stops the start; the message is a sentence that names the variable. */
export class BadSetting extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(`${text.zh} ${text.en}`);
    this.name = 'BadSetting';
    this.text = text;
  }
}

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol));

const schema = z.object({
  PORT: z
    .stringFormat('port', /^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(8080),
  HOST: z.string().min(1).max(255).default('127.0.0.1'),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_OWNER_URL: url(['postgres:', 'postgresql:']).optional(),
  FOURCOLOR_DATA: z.string().min(1).default('./var'),
  FOURCOLOR_DEMO_SCALE: z
    .stringFormat('scale', /^\d{1,4}(\.\d+)?$/)
    .transform(Number)
    .refine((n) => n > 0)
    .optional(),
  FOURCOLOR_SECRET_FILE: z.string().min(1).optional(),
  FOURCOLOR_PUBLIC_URL: url(['http:', 'https:'])
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  FOURCOLOR_DEMO_PUBLIC: z
    .enum(['0', '1'])
    .transform((value) => value === '1')
    .default(false),
  FOURCOLOR_WEATHER_URL: url(['http:', 'https:']).optional(),
});

/** What each variable expects, for the sentence that stops the start. */
const EXPECTED: Record<keyof z.input<typeof schema>, Text> = {
  PORT: { zh: '0–65535 的整数', en: 'a whole number 0–65535' },
  HOST: { zh: '主机名或地址', en: 'a host name or address' },
  DATABASE_URL: { zh: 'postgres:// 开头的地址', en: 'an address that begins with postgres://' },
  DATABASE_OWNER_URL: { zh: 'postgres:// 开头的地址', en: 'an address that begins with postgres://' },
  FOURCOLOR_DATA: { zh: '文件夹路径', en: 'a folder' },
  FOURCOLOR_DEMO_SCALE: { zh: '大于 0 的数', en: 'a number above 0' },
  FOURCOLOR_SECRET_FILE: { zh: '已有文件的路径', en: 'the path of an existing file' },
  FOURCOLOR_PUBLIC_URL: {
    zh: 'http(s):// 开头的地址',
    en: 'an address that begins with http:// or https://',
  },
  FOURCOLOR_DEMO_PUBLIC: { zh: '0 或 1', en: '0 or 1' },
  FOURCOLOR_WEATHER_URL: {
    zh: '气象站 JSON 的 http(s):// 地址',
    en: 'the http:// or https:// address of the JSON document of a weather station',
  },
};

/** Reads `.env` of `folder` below the given environment. An empty value counts as unset. Throws BadSetting. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  folder = process.cwd(),
): Settings {
  const file = join(folder, '.env');
  const merged = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...environment };
  const named = Object.fromEntries(
    Object.keys(EXPECTED).map((name) => [name, merged[name] === '' ? undefined : merged[name]]),
  );
  const read = schema.safeParse(named);
  if (!read.success) throw refused(String(read.error.issues[0]?.path[0]) as keyof typeof EXPECTED);
  const value = read.data;
  if (value.FOURCOLOR_SECRET_FILE && !existsSync(resolve(folder, value.FOURCOLOR_SECRET_FILE))) {
    throw refused('FOURCOLOR_SECRET_FILE');
  }
  return {
    port: value.PORT,
    host: value.HOST,
    databaseUrl: value.DATABASE_URL,
    ownerUrl: value.DATABASE_OWNER_URL ?? value.DATABASE_URL,
    dataDir: resolve(folder, value.FOURCOLOR_DATA),
    demoScale: value.FOURCOLOR_DEMO_SCALE,
    secretFile: value.FOURCOLOR_SECRET_FILE ? resolve(folder, value.FOURCOLOR_SECRET_FILE) : undefined,
    publicUrl: value.FOURCOLOR_PUBLIC_URL,
    demoPublic: value.FOURCOLOR_DEMO_PUBLIC,
    weatherUrl: value.FOURCOLOR_WEATHER_URL,
  };
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

// The value itself is left out: an address may hold a password.
function refused(name: keyof typeof EXPECTED): BadSetting {
  const expected = EXPECTED[name];
  return new BadSetting({
    zh: `环境变量 ${name} 的值不对：应为${expected.zh}。`,
    en: `The environment variable ${name} is not usable: it must be ${expected.en}.`,
  });
}
