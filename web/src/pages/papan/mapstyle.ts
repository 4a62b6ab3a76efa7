// What the map draws, as MapLibre layers: muted ground, villages named, water, roads and stations on
// top, nothing else. It needs no base map.
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { kByWorry } from '../../kit/status';

export interface Span {
  from: string;
  step_s: number;
  count: number;
}
export interface MapFacts {
  bounds: [number, number, number, number] | null;
  steps: Span; // of water
  hours: Span; // of roads
  sources: { stations: boolean; areas: boolean; roads: boolean | 'computing'; road_hours: boolean; water: boolean; chance: boolean };
  stamps: { stations: string; reported: string | null; areas: string; roads: string; water: string };
  most_zoom: number;
  as_of: string | null;
  exercise: boolean;
  depth_breaks_cm: number[];
  voting: { opens: string; closes: string } | null;
}

export interface Palette {
  ground: string;
  surface: string;
  ink: string;
  muted: string;
  line: string;
  water: string;
  road: string;
  doubtful: string;
  closed: string;
  accent: string;
}

const kFont = ['Public Sans', 'sans-serif'];

/** The hour of the roads that holds a step of the water. */
export function hourOf(facts: MapFacts, step: number): number {
  return Math.floor((step * facts.steps.step_s) / facts.hours.step_s);
}

// A road's attributes carry a character for each hour: "w" the class of depth ('0' dry, '+' wet of a
// depth that is not known, '?' not known), "c" in how many of ten futures no car passes ('a': all).
function at(attribute: 'w' | 'c', hour: number): ExpressionSpecification {
  return ['slice', ['coalesce', ['get', attribute], ''], hour, hour + 1];
}
const kSometimes = ['1', '2', '3', '4'];
const kMostly = ['5', '6', '7', '8', '9', 'a'];

/** Dry roads are quiet, wet ones blue; those that close to cars stand out by colour and by width. */
export function roadColour(hour: number, palette: Palette): ExpressionSpecification {
  const byDepth: ExpressionSpecification = ['match', at('w', hour), ['', '0', '?'], palette.road, palette.water];
  return ['match', at('c', hour), kMostly, palette.closed, kSometimes, palette.doubtful, byDepth];
}

export function roadWidth(hour: number): ExpressionSpecification {
  const wide: ExpressionSpecification = ['match', at('c', hour), kMostly, 3, kSometimes, 2, 1];
  return ['interpolate', ['linear'], ['zoom'], 9, ['*', 0.6, wide], 13, ['*', 1.1, wide], 17, ['*', 2.6, wide]];
}

export function tileAddress(facts: MapFacts, what: 'areas' | 'roads'): string {
  return `${location.origin}/tiles/${what}/{z}/{x}/{y}.mvt?v=${facts.stamps[what]}`;
}

/** What a station's mark says: how it was computed to stand, or what is reported of it. */
export type MarksOf = 'computed' | 'reported';
export function stationAddress(facts: MapFacts, marks: MarksOf): string {
  const stamp = marks === 'computed' ? facts.stamps.stations : facts.stamps.reported;
  return `${location.origin}/tiles/stations/{z}/{x}/{y}.mvt?of=${marks}&v=${stamp}`;
}

export function waterAddress(facts: MapFacts, step: number, of: 'depth' | 'chance'): string {
  return `${location.origin}/tiles/water/{z}/{x}/{y}/${step}.png?of=${of}&v=${facts.stamps.water}`;
}

export function mapStyle(facts: MapFacts, step: number, of: 'depth' | 'chance', marks: MarksOf, palette: Palette): StyleSpecification {
  const vector = (address: string, maxzoom: number) => ({ type: 'vector' as const, tiles: [address], maxzoom });
  const hour = hourOf(facts, step);
  const style: StyleSpecification = {
    version: 8,
    sources: {
      areas: vector(tileAddress(facts, 'areas'), facts.most_zoom),
      stations: vector(stationAddress(facts, marks), 15),
      chosen: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [{ id: 'ground', type: 'background', paint: { 'background-color': palette.ground } }],
  };
  style.layers.push({ id: 'areas', type: 'fill', source: 'areas', 'source-layer': 'areas', paint: { 'fill-color': palette.surface, 'fill-opacity': 0.8 } });
  if (facts.sources.water || facts.sources.chance) {
    style.sources.water = { type: 'raster', tiles: [waterAddress(facts, step, of)], tileSize: 256, maxzoom: 15 };
    style.layers.push({ id: 'water', type: 'raster', source: 'water', paint: { 'raster-opacity': 0.8, 'raster-resampling': 'nearest', 'raster-fade-duration': 0 } });
  }
  style.layers.push({ id: 'borders', type: 'line', source: 'areas', 'source-layer': 'areas', paint: { 'line-color': palette.line, 'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.4, 12, 1.4] } });
  if (facts.sources.roads === true) {
    style.sources.roads = vector(tileAddress(facts, 'roads'), facts.most_zoom);
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
        'circle-radius': ['interpolate', ['linear'], ['ln', ['get', 'count']], 0, 11, 5, 13, 9, 15],
      },
    },
    {
      // Sources that disagree, as a ring around the mark.
      id: 'disagree',
      type: 'circle',
      source: 'stations',
      'source-layer': 'stations',
      filter: ['to-boolean', ['coalesce', ['get', 'disagree'], false]],
      paint: { 'circle-radius': 17, 'circle-color': palette.closed, 'circle-opacity': 0, 'circle-stroke-color': palette.closed, 'circle-stroke-width': 3 },
    },
    {
      id: 'stations',
      type: 'symbol',
      source: 'stations',
      'source-layer': 'stations',
      layout: {
        'icon-image': ['concat', 'mark-', ['coalesce', ['get', 'status'], ['get', 'worst']]],
        'icon-size': ['case', ['has', 'count'], 0.6, 1],
        'icon-offset': ['case', ['has', 'count'], ['literal', [0, -8]], ['literal', [0, 0]]],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['match', ['coalesce', ['get', 'status'], ['get', 'worst']], ...kByWorry.flatMap((status, i) => [status, kByWorry.length - i]), 0] as unknown as ExpressionSpecification,
        'text-field': ['case', ['has', 'count'], ['to-string', ['get', 'count']], ''],
        'text-font': kFont,
        'text-size': 11,
        'text-offset': [0, 0.5],
        'text-optional': true, // where many stand close, marks stay and numbers give way
      },
      paint: { 'text-color': palette.ink },
    },
  );
  return style;
}
