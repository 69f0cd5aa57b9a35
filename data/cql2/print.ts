/** A filter's tree as CQL2 text: the same tree when read again. */
import type { Filter, FilterGeometry, Position, Scalar } from './ast.ts';
import { quotedText } from './tokens.ts';

/** The text of a filter, with parentheses around every part. */
export function printFilter(filter: Filter): string {
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.parts.map((part) => `(${printFilter(part)})`).join(` ${filter.op.toUpperCase()} `);
    case 'not':
      return `NOT (${printFilter(filter.part)})`;
    case 'compare':
      return `${scalar(filter.left)} ${filter.by} ${scalar(filter.right)}`;
    case 'like':
      return `${scalar(filter.value)} LIKE ${quotedText(filter.pattern)}`;
    case 'between':
      return `${scalar(filter.value)} BETWEEN ${scalar(filter.low)} AND ${scalar(filter.high)}`;
    case 'in':
      return `${scalar(filter.value)} IN (${filter.list.map(scalar).join(', ')})`;
    case 'isNull':
      return `${scalar(filter.value)} IS NULL`;
    case 'condition':
      return `${filter.name}(${filter.text === null ? '' : quotedText(filter.text)})`;
    case 'spatial':
      return `${filter.by.toUpperCase()}("${filter.property}", ${wkt(filter.geometry)})`;
  }
}

function scalar(value: Scalar): string {
  switch (value.kind) {
    case 'property':
      return `"${value.name}"`;
    case 'text':
      return quotedText(value.value);
    case 'number':
      return String(value.value);
    case 'date':
      return `DATE('${value.value}')`;
    case 'timestamp':
      return `TIMESTAMP('${value.value}')`;
  }
}

/** A geometry as well-known text. */
export function wkt(geometry: FilterGeometry): string {
  switch (geometry.type) {
    case 'Point':
      return `POINT(${position(geometry.coordinates)})`;
    case 'LineString':
      return `LINESTRING(${geometry.coordinates.map(position).join(', ')})`;
    case 'Polygon':
      return `POLYGON(${geometry.coordinates.map((ring) => `(${ring.map(position).join(', ')})`).join(', ')})`;
    case 'Envelope':
      return `BBOX(${geometry.bbox.join(', ')})`;
  }
}

const position = ([lon, lat]: Position) => `${lon} ${lat}`;
