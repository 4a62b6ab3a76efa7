// The ground of the village map: outlines and names of areas from a few vector tiles, kept for the
// day without signal. Coordinates are units of one zoom of web mercator, from a corner of its own.
import { decoded, type Feature } from './mvt';

export interface Point {
  lat: number;
  lon: number;
}
export type Box = readonly [west: number, south: number, east: number, north: number];

const kUnits = 4096; // of a tile's side
const kMostTiles = 9;
const kDeepest = 14;

export interface Ground {
  zoom: number;
  /** The tile at the corner; x and y below are from its corner. */
  x: number;
  y: number;
  width: number; // tiles
  height: number;
  tiles: { x: number; y: number; outlines: string[] }[];
  names: { x: number; y: number; text: string }[];
}

export function project(point: Point, zoom: number): [number, number] {
  const n = 2 ** zoom;
  const lat = (Math.max(-85, Math.min(85, point.lat)) * Math.PI) / 180;
  return [((point.lon + 180) / 360) * n, ((1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2) * n];
}

/** A box around points with a margin; null where there is none. */
export function around(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  const lats = points.map((one) => one.lat);
  const lons = points.map((one) => one.lon);
  const [s, n, w, e] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const margin = Math.max(0.01, Math.max(n - s, e - w) * 0.15); // degrees
  return [w - margin, s - margin, e + margin, n + margin];
}

/** The deepest zoom at which few tiles hold the box, without its tiles yet. */
export function frame(box: Box): Ground {
  for (let zoom = kDeepest; ; --zoom) {
    const [left, top] = project({ lat: box[3], lon: box[0] }, zoom).map(Math.floor) as [number, number];
    const [right, bottom] = project({ lat: box[1], lon: box[2] }, zoom).map(Math.floor) as [number, number];
    const [width, height] = [right - left + 1, bottom - top + 1];
    if (width * height <= kMostTiles || zoom === 0) {
      return { zoom, x: left, y: top, width, height, tiles: [], names: [] };
    }
  }
}

/** Where a point lies on it, in units. */
export function placed(ground: Ground, point: Point): [number, number] {
  const [x, y] = project(point, ground.zoom);
  return [(x - ground.x) * kUnits, (y - ground.y) * kUnits];
}

/** Metres that one unit is at a latitude (web mercator stretches away from the equator). */
export function unitMetres(ground: Ground, lat: number): number {
  return (40_075_016.7 * Math.cos((lat * Math.PI) / 180)) / (2 ** ground.zoom * kUnits);
}

const outline = (feature: Feature, scale: number): string =>
  feature.rings
    .map((ring) => {
      let d = '';
      for (let i = 0; i < ring.length; i += 2) {
        d += `${i === 0 ? 'M' : 'L'}${Math.round(ring[i]! * scale)} ${Math.round(ring[i + 1]! * scale)}`;
      }
      return `${d}Z`;
    })
    .join('');

/** Adds a tile's outlines and names; a broken tile adds nothing. */
export function lay(ground: Ground, x: number, y: number, data: Uint8Array): void {
  let layers;
  try {
    layers = decoded(data);
  } catch {
    return;
  }
  for (const layer of layers) {
    const scale = kUnits / layer.extent;
    if (layer.name === 'areas') {
      const outlines = layer.features.filter((one) => one.type === 3).map((one) => outline(one, scale));
      ground.tiles.push({ x: x - ground.x, y: y - ground.y, outlines });
    } else if (layer.name === 'area_names') {
      for (const one of layer.features) {
        const [at] = one.rings;
        const text = one.fields['name'];
        if (!at || typeof text !== 'string') continue;
        const [px, py] = [at[0]! * scale, at[1]! * scale];
        if (px < 0 || py < 0 || px >= kUnits || py >= kUnits) continue; // the neighbour's
        ground.names.push({ x: (x - ground.x) * kUnits + px, y: (y - ground.y) * kUnits + py, text });
      }
    }
  }
}

export const kSide = kUnits;
