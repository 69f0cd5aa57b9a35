/** Coordinate systems from well-known text: the .prj beside a shapefile (WKT 1, ESRI and OGC) and WKT 2. */
import { type Crs, DATUMS, type DatumId } from './crs.ts';
import { crsOfEpsg } from './crs-code.ts';
import { transverseMercator } from './transverse-mercator.ts';

interface Node {
  readonly key: string;
  readonly values: readonly (string | number | Node)[];
}

/** Longer than any system's description; deeper than any nests. */
const LONGEST = 20_000;
const DEEPEST = 20;

/** The system that the text describes, or undefined when it is none that can be converted here. */
export function crsOfWkt(text: string): Crs | undefined {
  if (text.length > LONGEST) return undefined;
  const root = parsed(text);
  if (root === undefined) return undefined;
  const node = ['COMPD_CS', 'COMPOUNDCRS', 'BOUNDCRS', 'SOURCECRS'].includes(root.key)
    ? (find(root, PROJECTED) ?? find(root, GEOGRAPHIC))
    : root;
  if (node === undefined) return undefined;
  const code = ownCode(node);
  const known = code === undefined ? undefined : crsOfEpsg(code);
  if (known !== undefined) return known;
  const datum = datumOf(node);
  if (GEOGRAPHIC.includes(node.key))
    return datum === undefined || !inDegrees(node) ? undefined : { kind: 'geographic', datum };
  if (!PROJECTED.includes(node.key)) return undefined;
  const method = plain(nameOf(find(node, ['PROJECTION', 'METHOD'])));
  if (
    method.includes('auxiliarysphere') ||
    method.includes('pseudomercator') ||
    method === 'popularvisualisationpseudomercator'
  )
    return datum === 'wgs84' ? { kind: 'web_mercator' } : undefined;
  if (plain(nameOf(node)).includes('pseudomercator')) return { kind: 'web_mercator' };
  if (
    datum === undefined ||
    !(method.includes('transversemercator') || method.includes('gausskruger')) ||
    method.includes('south')
  )
    return undefined;
  return transverse(node, datum);
}

const PROJECTED = ['PROJCS', 'PROJCRS', 'PROJECTEDCRS'];
const GEOGRAPHIC = ['GEOGCS', 'GEOGCRS', 'GEOGRAPHICCRS', 'GEODCRS', 'BASEGEOGCRS', 'BASEGEODCRS'];

function transverse(node: Node, datum: DatumId): Crs | undefined {
  if (!inMetres(node)) return undefined;
  const parameters = new Map<string, number>();
  for (const one of all(node, 'PARAMETER')) {
    const [name, value] = one.values;
    if (typeof name === 'string' && typeof value === 'number') parameters.set(plain(name), value);
  }
  const parameter = (...names: string[]) =>
    names.map((name) => parameters.get(name)).find((one) => one !== undefined);
  const centralMeridian = parameter('centralmeridian', 'longitudeofnaturalorigin', 'longitudeoforigin');
  if (centralMeridian === undefined || Math.abs(centralMeridian) > 180) return undefined;
  const crs = {
    kind: 'transverse_mercator',
    datum,
    centralMeridian,
    scale: parameter('scalefactor', 'scalefactoratnaturalorigin') ?? 1,
    falseEastingM: parameter('falseeasting') ?? 0,
    falseNorthingM: parameter('falsenorthing') ?? 0,
  } as const;
  if (!(crs.scale > 0.5 && crs.scale < 2)) return undefined;
  const origin = parameter('latitudeoforigin', 'latitudeofnaturalorigin') ?? 0;
  if (origin === 0) return crs;
  // northings counted from another parallel than the equator: the same plane with another false northing
  const { forward } = transverseMercator({ ...crs, ellipsoid: DATUMS[datum].ellipsoid, falseNorthingM: 0 });
  const northM = forward(centralMeridian, origin)?.[1];
  return northM === undefined ? undefined : { ...crs, falseNorthingM: crs.falseNorthingM - northM };
}

/** The datum by its name, else by the name of the geographic system. */
function datumOf(node: Node): DatumId | undefined {
  const names = [
    nameOf(find(node, ['DATUM', 'GEODETICDATUM', 'TRF', 'ENSEMBLE'])),
    nameOf(GEOGRAPHIC.includes(node.key) ? node : find(node, GEOGRAPHIC)),
  ];
  for (const name of names) {
    const datum = datumByName(name);
    if (datum !== undefined) return datum;
  }
  // a named datum that is none of these is another datum, however it measures the earth
  return undefined;
}

const DATUM_NAMES: readonly (readonly [RegExp, DatumId | null])[] = [
  [/newbeijing|新.*北京/, null],
  [
    /cgcs2000|china2000|chinageodeticcoordinatesystem2000|chinesegeodetic|国家2000|2000年?国家|大地2000/,
    'cgcs2000',
  ],
  [/xian(19)?80|西安(19)?80|(19)?80年?西安|80坐标/, 'xian80'],
  [/beijing(19)?54|bj54|北京(19)?54|(19)?54年?北京|54坐标/, 'beijing54'],
  [/wgs(19)?84|worldgeodeticsystem1984/, 'wgs84'],
  [/nad(19)?83|northamerican(datum)?1983/, 'nad83'],
  // realisations of ETRS89 in single countries differ from it by centimetres
  [/etrs(19)?89|europeanterrestrialreferencesystem1989|euref(19)?89|sweref99/, 'etrs89'],
];

/** The datum that a name means, in the writings of registries, ESRI and Chinese offices. */
export function datumByName(name: string): DatumId | undefined {
  const own = plain(name);
  for (const [form, datum] of DATUM_NAMES) if (form.test(own)) return datum ?? undefined;
  return undefined;
}

/** Letters, digits and Chinese only, in lower case. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9\u4e00-\u9fff]/g, '');
}

function inDegrees(node: Node): boolean {
  const unit = node.values.findLast((one): one is Node => typeof one === 'object' && /UNIT$/.test(one.key));
  const size = unit?.values[1];
  return typeof size !== 'number' || Math.abs(size - Math.PI / 180) < 1e-9;
}

function inMetres(node: Node): boolean {
  const own = node.values.findLast(
    (one): one is Node => typeof one === 'object' && /^(LENGTH)?UNIT$/.test(one.key),
  );
  const size = own?.values[1];
  return typeof size !== 'number' || size === 1;
}

/** EPSG number of the node itself, not of its parts. */
function ownCode(node: Node): number | undefined {
  for (const one of node.values) {
    if (typeof one !== 'object' || (one.key !== 'AUTHORITY' && one.key !== 'ID')) continue;
    const [authority, code] = one.values;
    if (authority === 'EPSG') return Number(code);
  }
  return undefined;
}

function nameOf(node: Node | undefined): string {
  const name = node?.values[0];
  return typeof name === 'string' ? name : '';
}

function find(node: Node, keys: readonly string[]): Node | undefined {
  for (const one of node.values) {
    if (typeof one !== 'object') continue;
    if (keys.includes(one.key)) return one;
    const below = find(one, keys);
    if (below !== undefined) return below;
  }
  return undefined;
}

function all(node: Node, key: string): Node[] {
  return node.values.flatMap((one) =>
    typeof one !== 'object' ? [] : one.key === key ? [one] : all(one, key),
  );
}

/** KEY[value, …] with brackets or parentheses; undefined when the text is not of that form. */
function parsed(text: string): Node | undefined {
  const tokens =
    text.match(/"(?:[^"]|"")*"|[A-Za-z_][A-Za-z0-9_]*|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[[\](),]/g) ??
    [];
  let at = 0;
  const node = (depth: number): Node | undefined => {
    const key = tokens[at++]?.toUpperCase() ?? '';
    if (depth > DEEPEST || !/^[A-Z_]/.test(key)) return undefined;
    if (tokens[at] !== '[' && tokens[at] !== '(') return { key, values: [] };
    at++;
    const values: (string | number | Node)[] = [];
    while (at < tokens.length && tokens[at] !== ']' && tokens[at] !== ')') {
      const token = tokens[at] ?? '';
      if (token === ',') at++;
      else if (token.startsWith('"')) {
        values.push(token.slice(1, -1).replaceAll('""', '"'));
        at++;
      } else if (/^[+\-.\d]/.test(token)) {
        values.push(Number(token));
        at++;
      } else {
        const below = node(depth + 1);
        if (below === undefined) return undefined;
        values.push(below);
      }
    }
    at++;
    return { key, values };
  };
  return /^\s*[A-Za-z_]+\s*[[(]/.test(text) ? node(0) : undefined;
}
