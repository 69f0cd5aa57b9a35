/** A question as one short text for an address: its way, and only the parts of that way that differ from the default. */
import type { LayerId } from '../../data/layers/all.ts';
import { isLayerId } from '../layers.ts';
import { isCircle, isPlace, type View } from '../link.ts';
import type { LonLat } from '../map/props.ts';
import { firstQuestion, isReady, type Question, reachOf, WAYS, type Way } from './question.ts';

const DEFAULT = firstQuestion(null);
/** Corners are kept to a millionth of a degree, about 0.1 m; each as its step from the one before. */
const STEPS_IN_DEGREE = 1e6;
/** An address is not a place for the coast of a country. */
const MOST_CORNERS = 400;
const WORD = /^[a-z0-9_]{1,60}$/;

/** The question of a link, from `ask=` or from the `circle=` of older ones; null = none that can be asked. */
export function questionOf({ ask, circle }: Pick<View, 'ask' | 'circle'>): Question | null {
  if (ask) return readQuestion(ask);
  return circle && isCircle(circle) ? firstQuestion(circle) : null;
}

/** As `way~key:value~…`; null when the question has more corners than an address holds. */
export function writeQuestion(question: Question): string | null {
  const { way, kinds } = question;
  const parts: string[] = [way];
  const add = (key: string, value: string | null) => {
    if (value) parts.push(`${key}:${value}`);
  };
  const corners = way === 'polygon' ? question.ring : way === 'line' ? question.line : [];
  if (corners.length > MOST_CORNERS) return null;
  add('path', pathText(corners));
  if (way === 'circle' || way === 'nearest') add('at', question.center && placeText(question.center));
  const reach = reachOf(question);
  if (reach && reach.m !== reachOf({ ...DEFAULT, way })?.m) add('m', String(round(reach.m, 1)));
  if (way === 'object')
    add('object', question.object && `${question.object.layer}/${safe(question.object.id)}`);
  if (way === 'layer') {
    if (question.nearLayer !== DEFAULT.nearLayer) add('near', question.nearLayer);
    add('near.kind', question.nearKinds?.join(',') ?? null);
  }
  if (way === 'nearest') {
    if (question.nearestOf !== DEFAULT.nearestOf) add('near', question.nearestOf);
    add('near.kind', question.nearestKind);
    add('stock', safe(question.stock.trim()));
    if (question.quantity !== DEFAULT.quantity) add('quantity', String(question.quantity));
    if (question.limit !== DEFAULT.limit) add('limit', String(question.limit));
    return parts.join('~');
  }
  if (question.layers.join() !== DEFAULT.layers.join()) add('of', question.layers.join(','));
  for (const layer of question.layers) add(`kind.${layer}`, kinds[layer]?.join(',') ?? null);
  return parts.join('~');
}

/** Reads such a text; null when it is none, or when what it says cannot be asked. */
export function readQuestion(text: string): Question | null {
  const [first, ...rest] = text.split('~');
  const way = WAYS.find((one) => one === first);
  if (!way) return null;
  const parts = new Map(
    rest.map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]),
  );
  const question = { ...DEFAULT, way, ...placeOf(way, parts), ...askedFor(way, parts) };
  const m = numberOf(parts.get('m'));
  const whole = m === null ? question : (reachOf(question)?.with(m) ?? question);
  return isReady(whole) ? whole : null;
}

type Parts = ReadonlyMap<string, string>;

function placeOf(way: Way, parts: Parts): Partial<Question> {
  const corners = readPath(parts.get('path') ?? '');
  switch (way) {
    case 'polygon':
      return { ring: corners };
    case 'line':
      return { line: corners };
    case 'object':
      return { object: objectOf(parts.get('object')) };
    case 'circle':
    case 'nearest':
      return { center: readPlace(parts.get('at') ?? '') };
    default:
      return {};
  }
}

function askedFor(way: Way, parts: Parts): Partial<Question> {
  const near = parts.get('near');
  const layer = near !== undefined && isLayerId(near) ? near : null;
  const nearWords = wordsOf(parts.get('near.kind'));
  if (way === 'nearest') {
    const quantity = numberOf(parts.get('quantity'));
    const limit = numberOf(parts.get('limit'));
    return {
      ...(layer && { nearestOf: layer }),
      nearestKind: nearWords?.[0] ?? null,
      stock: plain(parts.get('stock') ?? '').slice(0, 100),
      ...(quantity !== null && Number.isInteger(quantity) && quantity > 0 && quantity <= 2e9 && { quantity }),
      ...(limit !== null && Number.isInteger(limit) && limit > 0 && limit <= 100 && { limit }),
    };
  }
  const named = parts.get('of')?.split(',').filter(isLayerId) ?? [];
  const layers = named.length > 0 ? [...new Set(named)] : DEFAULT.layers;
  const kinds: Partial<Record<LayerId, readonly string[]>> = {};
  for (const id of layers) {
    const words = wordsOf(parts.get(`kind.${id}`));
    if (words) kinds[id] = words;
  }
  return {
    layers,
    kinds,
    ...(way === 'layer' && { ...(layer && { nearLayer: layer }), nearKinds: nearWords }),
  };
}

/** A name and a shape come with the object itself. */
function objectOf(text: string | undefined): Question['object'] {
  const [, layer = '', id = ''] = /^([a-z_]+)\/(.{1,200})$/.exec(text ?? '') ?? [];
  return isLayerId(layer) ? { layer, id: plain(id), name: '', shape: null } : null;
}

function wordsOf(text: string | undefined): string[] | null {
  const words = text?.split(',').filter((word) => WORD.test(word)) ?? [];
  return words.length > 0 ? words : null;
}

const placeText = ([lon, lat]: LonLat) => `${round(lon, 6)},${round(lat, 6)}`;

function readPlace(text: string): LonLat | null {
  const [lon, lat] = text.split(',').map((part) => numberOf(part));
  if (typeof lon !== 'number' || typeof lat !== 'number') return null;
  return isPlace(lon, lat) ? [lon, lat] : null;
}

function pathText(corners: readonly LonLat[]): string {
  let [x, y] = [0, 0];
  return corners
    .flatMap(([lon, lat]) => {
      const [nextX, nextY] = [Math.round(lon * STEPS_IN_DEGREE), Math.round(lat * STEPS_IN_DEGREE)];
      const step = [(nextX - x).toString(36), (nextY - y).toString(36)];
      [x, y] = [nextX, nextY];
      return step;
    })
    .join(',');
}

/** No corners at all when one of them is none. */
function readPath(text: string): LonLat[] {
  const steps = text.split(',');
  if (steps.length % 2 === 1 || steps.length > 2 * MOST_CORNERS) return [];
  const corners: LonLat[] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < steps.length; i += 2) {
    const [stepX = '', stepY = ''] = steps.slice(i, i + 2);
    if (!/^-?[0-9a-z]{1,7}$/.test(stepX) || !/^-?[0-9a-z]{1,7}$/.test(stepY)) return [];
    x += Number.parseInt(stepX, 36);
    y += Number.parseInt(stepY, 36);
    const corner: LonLat = [x / STEPS_IN_DEGREE, y / STEPS_IN_DEGREE];
    if (!isPlace(...corner)) return [];
    corners.push(corner);
  }
  return corners;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,10}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

const round = (value: number, digits: number) => Number(value.toFixed(digits)) + 0;

// `~` parts the parts: inside a word it is written otherwise
const safe = (text: string) => text.replaceAll('!', '!e').replaceAll('~', '!t');
const plain = (text: string) => text.replaceAll('!t', '~').replaceAll('!e', '!');
