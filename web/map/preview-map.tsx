/** A small map of rows that are not written yet: the city's borders beneath, each row by what stands against it. */
import type { FeatureCollection } from 'geojson';
import type {
  ExpressionSpecification,
  GeoJSONSource,
  Map as MapLibreMap,
  StyleSpecification,
} from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { MAP_COLOURS } from '../../tiles/tokens.ts';
import { createMap } from './create-map.ts';
import type { Theme } from './props.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** Rows without a problem, with a warning, with an error: never the colours of grades. */
function styleOf(theme: Theme, container: HTMLElement): StyleSpecification {
  const colours = MAP_COLOURS[theme];
  const tokens = getComputedStyle(container);
  const token = (name: string) => tokens.getPropertyValue(`--fc-${name}`).trim();
  const byProblem: ExpressionSpecification = [
    'match',
    ['get', 'problem'],
    'error',
    token('fail'),
    'warning',
    token('attention'),
    token('accent'),
  ];
  return {
    version: 8,
    sources: {
      regions: { type: 'vector', url: `${window.location.origin}/tiles/regions.json` },
      rows: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colours.water } },
      {
        id: 'land',
        type: 'fill',
        source: 'regions',
        'source-layer': 'regions',
        paint: { 'fill-color': colours.land, 'fill-outline-color': colours.borderTown },
      },
      {
        id: 'areas',
        type: 'fill',
        source: 'rows',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': byProblem, 'fill-opacity': 0.25, 'fill-outline-color': byProblem },
      },
      {
        id: 'lines',
        type: 'line',
        source: 'rows',
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: { 'line-color': byProblem, 'line-width': 2 },
      },
      {
        id: 'points',
        type: 'circle',
        source: 'rows',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-color': byProblem,
          'circle-radius': 4,
          'circle-stroke-color': colours.casing,
          'circle-stroke-width': 1,
        },
      },
    ],
  };
}

export default function PreviewMap({
  theme,
  label,
  rows,
  box,
  marked,
}: {
  theme: Theme;
  label: string;
  rows: FeatureCollection;
  box: Box | null;
  /** A place to look at; null = all of them. */
  marked: readonly [number, number] | null;
}) {
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibreMap | null>(null);
  const latest = useRef({ rows, box, marked });
  latest.current = { rows, box, marked };
  useEffect(() => {
    if (!container.current) return;
    const made = createMap(container.current, styleOf(theme, container.current), null);
    map.current = made;
    made.getCanvas().setAttribute('aria-label', label);
    const dress = () => {
      const { rows: now, box: whole } = latest.current;
      made.getSource<GeoJSONSource>('rows')?.setData(now);
      if (whole)
        made.fitBounds([whole[0], whole[1], whole[2], whole[3]], {
          padding: 24,
          maxZoom: 15,
          animate: false,
        });
    };
    made.on('load', dress);
    return () => {
      map.current = null;
      made.remove();
    };
  }, [theme, label]);
  useEffect(() => {
    map.current?.getSource<GeoJSONSource>('rows')?.setData(rows);
  }, [rows]);
  useEffect(() => {
    if (marked) map.current?.jumpTo({ center: [marked[0], marked[1]], zoom: 14 });
  }, [marked]);
  return <div ref={container} className="preview-map" />;
}
