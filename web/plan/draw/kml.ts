/** Shapes from and to KML 2.2 (OGC 07-147r2): every placemark a shape, its extended data as its fields. */
import type { Geometry, Position } from 'geojson';
import { SaxesParser } from 'saxes';
import { KmlShape } from '../../../data/imports/formats/kml-geometry.ts';
import type { Text } from '../../../data/layer.ts';
import type { Draft } from './drafts.ts';
import type { FileFeature } from './files.ts';

/** The placemarks of a document in their order. Throws SyntaxError with the line where it is no XML. */
export function readKml(text: string): FileFeature[] {
  const parser = new SaxesParser({ position: true });
  const found: FileFeature[] = [];
  const path: string[] = [];
  let mark: { name: string; note: string; fields: Record<string, string>; shape: KmlShape } | null = null;
  let field: string | null = null;
  let said = '';
  parser.on('error', (error) => {
    throw new SyntaxError(error.message.replace(/^(\d+:)*\d*:?\s*/, ''), { cause: parser.line });
  });
  parser.on('doctype', () => {
    throw new SyntaxError('DOCTYPE', { cause: parser.line });
  });
  parser.on('opentag', ({ name: written, attributes }) => {
    const name = localName(written);
    path.push(name);
    said = '';
    if (name === 'Placemark') mark = { name: '', note: '', fields: {}, shape: new KmlShape() };
    else if (mark && (name === 'Data' || name === 'SimpleData')) field = String(attributes.name ?? '');
    else mark?.shape.open(name);
  });
  const hear = (piece: string) => {
    said += piece;
  };
  parser.on('text', hear);
  parser.on('cdata', hear);
  parser.on('closetag', ({ name: written }) => {
    const name = localName(written);
    path.pop();
    const words = said.trim();
    said = '';
    if (!mark) return;
    if (name === 'Placemark') {
      found.push(featureOf(mark));
      mark = null;
    } else if (path.at(-1) === 'Placemark' && name === 'name') mark.name = words;
    else if (path.at(-1) === 'Placemark' && name === 'description') mark.note = words;
    else if (field !== null && (name === 'value' || name === 'SimpleData')) mark.fields[field] = words;
    else if (name === 'Data') field = null;
    else mark.shape.close(name, words);
  });
  parser.write(text).close();
  return found;
}

function featureOf(mark: {
  readonly name: string;
  readonly note: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly shape: KmlShape;
}): FileFeature {
  const { name, note, fields } = mark;
  const read = mark.shape.geometry();
  return 'problem' in read
    ? { name, note, properties: fields, geometry: null, why: whyOf(read.problem) }
    : { name, note, properties: fields, geometry: read.geometry };
}

/** What is wrong, and what helps. */
const whyOf = ({ message, remedy }: { readonly message: Text; readonly remedy?: Text }): Text => ({
  zh: [message.zh, remedy?.zh].filter(Boolean).join(' '),
  en: [message.en, remedy?.en].filter(Boolean).join(' '),
});

export function kmlOf(drafts: readonly Pick<Draft, 'name' | 'note' | 'geometry' | 'properties'>[]): string {
  const marks = drafts.map(
    ({ name, note, geometry, properties }) => `<Placemark>
<name>${escaped(name)}</name>
${note === '' ? '' : `<description>${escaped(note)}</description>\n`}${fieldsOf(properties)}${geometryOf(geometry)}
</Placemark>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
${marks.join('\n')}
</Document>
</kml>
`;
}

function fieldsOf(properties: Draft['properties']): string {
  const data = Object.entries(properties)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<Data name="${escaped(name)}"><value>${escaped(String(value))}</value></Data>`);
  return data.length > 0 ? `<ExtendedData>${data.join('')}</ExtendedData>\n` : '';
}

function geometryOf(geometry: Geometry): string {
  const several = (parts: readonly string[]) => `<MultiGeometry>${parts.join('')}</MultiGeometry>`;
  switch (geometry.type) {
    case 'Point':
      return pointOf(geometry.coordinates);
    case 'LineString':
      return lineOf(geometry.coordinates);
    case 'Polygon':
      return areaOf(geometry.coordinates);
    case 'MultiPoint':
      return several(geometry.coordinates.map(pointOf));
    case 'MultiLineString':
      return several(geometry.coordinates.map(lineOf));
    case 'MultiPolygon':
      return several(geometry.coordinates.map(areaOf));
    case 'GeometryCollection':
      return several(geometry.geometries.map(geometryOf));
  }
}

const coordinates = (places: readonly Position[]) =>
  `<coordinates>${places.map((place) => place.join(',')).join(' ')}</coordinates>`;
const pointOf = (place: Position) => `<Point>${coordinates([place])}</Point>`;
const lineOf = (places: readonly Position[]) => `<LineString>${coordinates(places)}</LineString>`;
const ringOf = (places: readonly Position[]) => `<LinearRing>${coordinates(places)}</LinearRing>`;
const areaOf = ([outer = [], ...holes]: readonly Position[][]) =>
  `<Polygon><outerBoundaryIs>${ringOf(outer)}</outerBoundaryIs>${holes
    .map((hole) => `<innerBoundaryIs>${ringOf(hole)}</innerBoundaryIs>`)
    .join('')}</Polygon>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** XML 1.0 has no other control characters than tab and the ends of lines. */
const escaped = (text: string) =>
  text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
