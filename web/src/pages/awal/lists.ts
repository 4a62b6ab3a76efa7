// The lists of a table in the order in which they are brought in: later ones speak of earlier ones.
import type { Setup } from './types';

export type List = 'areas' | 'stations' | 'venues' | 'answers' | 'indicators' | 'places' | 'crews' | 'homes' | 'roads' | 'hazard';
export type Step = 'akun' | 'wilayah' | 'tps' | 'saksi' | 'jalan' | 'bahaya' | 'prakiraan';

export const kSteps: readonly Step[] = ['akun', 'wilayah', 'tps', 'saksi', 'jalan', 'bahaya', 'prakiraan'];

export const kListsOf: Record<Step, readonly List[]> = {
  akun: [],
  wilayah: ['areas'],
  tps: ['stations', 'venues'],
  saksi: ['answers', 'indicators'],
  jalan: ['roads', 'places', 'crews', 'homes'],
  bahaya: ['hazard'],
  prakiraan: [],
};

/** Files that a list is read from, for the file chooser. */
export const kFiles: Record<List, string> = {
  areas: '.csv,.xlsx,.ods,.geojson,.json,.gpkg,.kml',
  stations: '.csv,.xlsx,.ods,.geojson,.json,.gpkg,.kml',
  venues: '.csv,.xlsx,.ods,.geojson,.json,.gpkg,.kml',
  answers: '.csv,.xlsx,.ods',
  indicators: '.csv,.xlsx,.ods',
  places: '.csv,.xlsx,.ods,.geojson,.json,.gpkg,.kml',
  crews: '.csv,.xlsx,.ods',
  homes: '.csv,.xlsx,.ods,.geojson,.json,.gpkg,.kml,.tif,.tiff,.asc',
  roads: '.pbf,.osm,.geojson,.json,.gpkg,.kml',
  hazard: '.tif,.tiff,.asc,.geojson,.json,.gpkg,.kml',
};

/** The fields that a column may be pointed to by hand, as `adem import --map` names them. */
export const kFields: Partial<Record<List, readonly string[]>> = {
  areas: ['code', 'name', 'parent', 'district', 'regency'],
  stations: ['key', 'id', 'number', 'name', 'area', 'village', 'district', 'regency', 'address', 'lat', 'lon', 'voters', 'men', 'women', 'venue'],
  venues: ['key', 'name', 'address', 'area', 'village', 'district', 'regency', 'lat', 'lon', 'floor_height_m', 'hosts', 'access', 'consent'],
  answers: ['key', 'village', 'station', 'flooded', 'when', 'height', 'road', 'alternative', 'owner', 'office', 'told-at'],
};

/** How many of a list there are; null where only yes or no is known of it. */
export function countOf(list: List, setup: Setup): number {
  switch (list) {
    case 'areas':
      return setup.areas.count;
    case 'stations':
      return setup.stations.count;
    case 'roads':
      return setup.roads ? 1 : 0;
    case 'hazard':
      return setup.hazards.length;
    default:
      return setup[list];
  }
}

/** Whether a step has what it needs; what is wished for but not needed leaves it open. */
export function isDone(step: Step, setup: Setup): boolean {
  switch (step) {
    case 'akun':
      return setup.accounts.with_password > 1;
    case 'prakiraan':
      return setup.outlook.made_at !== null && setup.outlook.changed.length === 0;
    case 'jalan':
      return setup.roads && setup.places > 0;
    default:
      return kListsOf[step].some((list) => countOf(list, setup) > 0);
  }
}

/** The first step that is still open; none: the table is set. */
export function next(setup: Setup): Step | null {
  return kSteps.find((step) => !isDone(step, setup)) ?? null;
}

/** The columns pointed to by hand, as the server takes them: a field for a column. */
export function columnsQuery(pointed: Record<string, string>): string | undefined {
  const given = Object.entries(pointed).filter(([, field]) => field !== '');
  if (given.length === 0) return undefined;
  return JSON.stringify(Object.fromEntries(given.map(([column, field]) => [field, column])));
}

/** A handle for a desk that is not taken: "ppk-1", "ppk-2" … */
export function freeHandle(kind: string, taken: readonly string[]): string {
  for (let n = 1; ; ++n) {
    const handle = `${kind}-${n}`;
    if (!taken.includes(handle)) return handle;
  }
}
