// The screens, each loaded when it is first opened; all are kept for the day without signal.
import type { Component } from 'svelte';

type Loaded = Promise<{ default: Component }>;

export const kScreens: Record<string, () => Loaded> = {
  '': () => import('./screens/Awal.svelte'),
  masuk: () => import('./screens/Masuk.svelte'),
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
