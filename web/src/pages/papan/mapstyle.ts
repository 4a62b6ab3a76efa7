// What the map draws, as MapLibre layers: muted ground, villages named, water, roads and stations on
// top, nothing else. It needs no base map.
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { kStatuses } from '../../kit/status';

export interface MapFacts {
  bounds: [number, number, number, number] | null;
  steps: { from: string; step_s: number; count: number; zone?: string };
  sources: { water: boolean; roads: boolean | 'computing'; chance: boolean };
  voting: { opens: string; closes: string } | null;
  depth_breaks_cm?: number[];
  as_of?: string;
  exercise: boolean;
}

export interface Palette {
  ground: string;
  surface: string;
  ink: string;
  muted: string;
  line: string;
  water: string;
  closed: string;
  accent: string;
}

const kFont = ['Public Sans', 'sans-serif'];

/** The water class of a road at an hour: a character of its attribute "w". */
function classAt(hour: number): ExpressionSpecification {
  return ['slice', ['get', 'w'], hour, hour + 1];
}

/** Dry roads are quiet, wet ones blue, those that close to vehicles vermilion, unknown ones dashed grey. */
export function roadColour(hour: number, palette: Palette): ExpressionSpecification {
  return ['match', classAt(hour), '0', palette.muted, '1', palette.water, ['2', '3', '4', '5', '6', '7', '8', '9'], palette.closed, palette.muted];
}

export function roadWidth(hour: number): ExpressionSpecification {
  const wide: ExpressionSpecification = ['match', classAt(hour), ['0', '?', ''], 1, '1', 2, 3];
  return ['interpolate', ['linear'], ['zoom'], 9, ['*', 0.6, wide], 13, ['*', 1.1, wide], 17, ['*', 2.6, wide]];
}

export function waterAddress(hour: number, of: 'depth' | 'chance'): string {
  return `${location.origin}/tiles/water/{z}/{x}/{y}/${hour}.png?of=${of}`;
}

export function mapStyle(facts: MapFacts, hour: number, of: 'depth' | 'chance', palette: Palette): StyleSpecification {
  const tiles = (what: string) => [`${location.origin}/tiles/${what}/{z}/{x}/{y}.mvt`];
  const bounds = facts.bounds ?? undefined;
  const style: StyleSpecification = {
    version: 8,
    sources: {
      areas: { type: 'vector', tiles: tiles('areas'), maxzoom: 14, ...(bounds && { bounds }) },
      stations: { type: 'vector', tiles: tiles('stations'), maxzoom: 15, promoteId: { stations: 'key' } },
      chosen: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [{ id: 'ground', type: 'background', paint: { 'background-color': palette.ground } }],
  };
  style.layers.push({ id: 'areas', type: 'fill', source: 'areas', 'source-layer': 'areas', paint: { 'fill-color': palette.surface, 'fill-opacity': 0.8 } });
  if (facts.sources.water) {
    style.sources.water = { type: 'raster', tiles: [waterAddress(hour, of)], tileSize: 256, maxzoom: 15, ...(bounds && { bounds }) };
    style.layers.push({ id: 'water', type: 'raster', source: 'water', paint: { 'raster-opacity': 0.8, 'raster-resampling': 'nearest', 'raster-fade-duration': 0 } });
  }
  style.layers.push({ id: 'borders', type: 'line', source: 'areas', 'source-layer': 'areas', paint: { 'line-color': palette.line, 'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.4, 12, 1.4] } });
  if (facts.sources.roads === true) {
    style.sources.roads = { type: 'vector', tiles: tiles('roads'), maxzoom: 15, ...(bounds && { bounds }) };
    style.layers.push({
      id: 'roads',
      type: 'line',
      source: 'roads',
      'source-layer': 'roads',
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': roadColour(hour, palette), 'line-width': roadWidth(hour) },
    });
  }
  style.layers.push(
    {
      id: 'names',
      type: 'symbol',
      source: 'areas',
      'source-layer': 'area_names',
      layout: { 'text-field': ['get', 'name'], 'text-font': kFont, 'text-size': ['interpolate', ['linear'], ['zoom'], 8, 12, 14, 17], 'text-max-width': 7 },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.surface, 'text-halo-width': 1.6 },
    },
    {
      id: 'chosen',
      type: 'circle',
      source: 'chosen',
      paint: { 'circle-radius': 18, 'circle-color': palette.accent, 'circle-opacity': 0.25, 'circle-stroke-color': palette.accent, 'circle-stroke-width': 3 },
    },
    {
      id: 'gathered',
      type: 'circle',
      source: 'stations',
      'source-layer': 'stations',
      filter: ['has', 'count'],
      paint: {
        'circle-color': palette.surface,
        'circle-stroke-color': palette.muted,
        'circle-stroke-width': 1,
        'circle-radius': ['interpolate', ['linear'], ['ln', ['get', 'count']], 0, 13, 5, 17, 9, 25],
      },
    },
    {
      id: 'stations',
      type: 'symbol',
      source: 'stations',
      'source-layer': 'stations',
      layout: {
        'icon-image': ['concat', 'mark-', ['coalesce', ['get', 'status'], ['get', 'worst']]],
        'icon-size': ['case', ['has', 'count'], 0.72, 1],
        'icon-offset': ['case', ['has', 'count'], ['literal', [0, -9]], ['literal', [0, 0]]],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['match', ['coalesce', ['get', 'status'], ['get', 'worst']], ...kStatuses.flatMap((status, i) => [status, 5 - i]), 0] as unknown as ExpressionSpecification,
        'text-field': ['case', ['has', 'count'], ['to-string', ['get', 'count']], ''],
        'text-font': kFont,
        'text-size': 12,
        'text-offset': [0, 0.55],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': palette.ink },
    },
  );
  return style;
}
