// Names of what the book keeps by code: stations, areas, offices. A code stands until its name has
// come, and where the register does not know it.
import { SvelteMap } from 'svelte/reactivity';
import { get } from './api';
import { language, type Language } from './language.svelte';

const stations = new SvelteMap<string, string>();
const areas = new SvelteMap<string, string>();
const kinds = new SvelteMap<string, Record<Language, string>>();
const asked = new Set<string>();

interface Area {
  code: string;
  name: string;
  above: { code: string; name: string }[];
}

function once(what: string, ask: () => Promise<void>): void {
  if (asked.has(what)) return;
  asked.add(what);
  ask().catch(() => setTimeout(() => asked.delete(what), 30_000));
}

export function stationName(key: string): string {
  once(`station ${key}`, async () => {
    const page = await get<{ stations: { station: string; name: string }[] }>('/api/v1/stations', { q: key, limit: 2 });
    const found = page.stations.find((one) => one.station === key);
    if (found) stations.set(key, found.name);
  });
  return stations.get(key) ?? key;
}

export function areaName(code: string): string {
  once(`area ${code}`, async () => {
    const page = await get<{ areas: Area[] }>('/api/v1/areas', { q: code, limit: 2 });
    const found = page.areas.find((one) => one.code === code);
    if (!found) return;
    for (const one of [found, ...found.above]) areas.set(one.code, one.name);
  });
  return areas.get(code) ?? code;
}

/** "ppk" as people say it: "PPK". */
export function kindName(kind: string): string {
  once('offices', async () => {
    const page = await get<{ offices: { code: string; name_id: string; name_en: string }[] }>('/api/v1/offices');
    for (const one of page.offices) kinds.set(one.code, { id: one.name_id, en: one.name_en });
  });
  return kinds.get(kind)?.[language()] ?? kind;
}

/** "ppk:14.72.05" as people say it: "PPK Medang Kampai"; an office in words stays as it is. */
export function officeName(office: string): string {
  const [kind = '', area] = office.split(':', 2);
  return area === undefined ? office : `${kindName(kind)} ${areaName(area)}`.trim();
}
