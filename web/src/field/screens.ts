// The screens. The two with which everybody begins are there at once, the others are loaded when they
// are first opened; all are kept for the day without signal.
import type { Component } from 'svelte';
import Awal from './screens/Awal.svelte';
import Masuk from './screens/Masuk.svelte';

export const kAtOnce: Record<string, Component> = { '': Awal, masuk: Masuk };

/** Without a worker that keeps the app, what an open tab is to show without a line must be there. */
export async function fetchAll(): Promise<void> {
  for (const load of Object.values(kScreens)) await load().catch(() => {});
}

export const kScreens: Record<string, () => Promise<{ default: Component }>> = {
  tps: () => import('./screens/Tps.svelte'),
  keadaan: () => import('./screens/Keadaan.svelte'),
  air: () => import('./screens/Keadaan.svelte'),
  keterangan: () => import('./screens/Keterangan.svelte'),
  perlengkapan: () => import('./screens/Perlengkapan.svelte'),
  kejadian: () => import('./screens/Kejadian.svelte'),
  laporan: () => import('./screens/Laporan.svelte'),
  peta: () => import('./screens/Peta.svelte'),
  ponsel: () => import('./screens/Ponsel.svelte'),
};
