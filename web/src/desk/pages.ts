// The pages of the desk, each loaded when it is first opened.
import type { Component } from 'svelte';

export interface Page {
  name: 'fgd' | 'papan' | 'isu' | 'tindak' | 'tahapan' | 'awal';
  load: () => Promise<{ default: Component }>;
}

export const kPages: readonly Page[] = [
  { name: 'fgd', load: () => import('../pages/fgd/Fgd.svelte') },
  { name: 'papan', load: () => import('../pages/papan/Papan.svelte') },
  { name: 'isu', load: () => import('../pages/isu/Isu.svelte') },
  { name: 'tindak', load: () => import('../pages/tindak/Tindak.svelte') },
  { name: 'tahapan', load: () => import('../pages/tahapan/Tahapan.svelte') },
  { name: 'awal', load: () => import('../pages/awal/Awal.svelte') },
];
