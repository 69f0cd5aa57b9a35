/** The house has one staircase: imports go from the outer rooms to the inner ones, without cycles or barrels. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['data', 'tiles', 'server', 'web'] as const;
/** What each room may import of the others. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  data: ['data'],
  tiles: ['tiles', 'data'],
  server: ['server', 'tiles', 'data'],
  web: ['web', 'tiles', 'data'],
};
/** The one thing of the server that the screens may know, and only as a type. */
const API = 'server/api.ts';
/** Input and output belong to the server; the inner rooms are pure. */
const IMPURE = /^(node:|pg$|@electric-sql\/|hono|@hono\/)/;

interface Import {
  readonly from: string;
  /** Path in the repository, or the package's name. */
  readonly to: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
}

interface SourceFile {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Statements other than imports and exports from elsewhere. */
  readonly ownStatements: number;
  readonly text: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const resolved = (specifier: string, typeOnly: boolean): Import => {
    const bare = specifier.replace(/\?.*$/, '');
    const ours = bare.startsWith('.');
    const to = ours
      ? relative(ROOT, resolve(ROOT, dirname(path), bare))
          .split(sep)
          .join('/')
      : bare;
    return { from: path, to, ours, typeOnly };
  };
  const imports = [
    ...module.staticImports.map(({ moduleRequest, entries }) =>
      resolved(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType)),
    ),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.moduleRequest ? [resolved(entry.moduleRequest.value, entry.isType)] : [],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      resolved(text.slice(moduleRequest.start + 1, moduleRequest.end - 1), false),
    ),
  ];
  const ownStatements = program.body.filter(
    (node) =>
      node.type !== 'ImportDeclaration' &&
      node.type !== 'ExportAllDeclaration' &&
      !(node.type === 'ExportNamedDeclaration' && node.source),
  ).length;
  return { path, imports, ownStatements, text };
}

const files = ROOMS.flatMap((room) => sourceFiles(room)).map(read);
const isTest = (path: string) => /\.test\.tsx?$/.test(path);
const room = (path: string) => path.split('/')[0] ?? '';

describe('the rooms', () => {
  it('were all seen', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap((file) => file.imports.filter((one) => one.ours)).length).toBeGreaterThan(40);
  });

  it('import only downstairs', () => {
    const upstairs = files.flatMap((file) =>
      file.imports.filter((one) => {
        if (!one.ours || ALLOWED[room(file.path)]?.includes(room(one.to))) return false;
        if (isTest(file.path) && room(one.to) === 'tests') return false;
        return !(room(file.path) === 'web' && one.to === API && one.typeOnly);
      }),
    );
    expect(upstairs.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('keep input and output in the server', () => {
    const impure = files
      .filter((file) => room(file.path) !== 'server' && !isTest(file.path))
      .flatMap((file) => file.imports.filter((one) => !one.ours && IMPURE.test(one.to)))
      .filter((one) => !(room(one.from) === 'web' && (one.typeOnly || one.to === 'hono/client')));
    expect(impure.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('name existing files with their extension', () => {
    const known = new Set(files.map((file) => file.path));
    const unknown = files
      .flatMap((file) => file.imports)
      .filter(
        (one) => one.ours && /\.tsx?$/.test(one.to) && ROOMS.some((name) => one.to.startsWith(`${name}/`)),
      )
      .filter((one) => !known.has(one.to));
    expect(unknown.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('have no import cycles', () => {
    const edges = new Map(
      files.map((file) => [
        file.path,
        file.imports.filter((one) => one.ours && !one.typeOnly).map((one) => one.to),
      ]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      const at = trail.indexOf(path);
      if (at >= 0) {
        cycles.push([...trail.slice(at), path].join(' → '));
        return;
      }
      if (done.has(path)) return;
      for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of edges.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('have no files that only pass on other files, and no drawer called utils', () => {
    const barrels = files.filter(
      (file) => file.ownStatements === 0 && file.imports.length > 0 && !isTest(file.path),
    );
    expect(barrels.map((file) => file.path)).toEqual([]);
    expect(
      files
        .filter((file) => /(^|\/)(utils?|helpers?|misc|common\/index)(\.tsx?|\/)/.test(file.path))
        .map((file) => file.path),
    ).toEqual([]);
  });

  it('say in the first line of each file what it is for', () => {
    const silent = files.filter((file) => !isTest(file.path) && !file.text.startsWith('/**'));
    expect(silent.map((file) => file.path)).toEqual([]);
  });

  it('make maps in one folder only', () => {
    const elsewhere = files.filter(
      (file) =>
        !file.path.startsWith('web/map/') &&
        !isTest(file.path) &&
        file.imports.some((one) => one.to.startsWith('maplibre-gl') && !one.typeOnly),
    );
    expect(elsewhere.map((file) => file.path)).toEqual([]);
  });
});
