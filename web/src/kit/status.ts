// The five computed statuses and the four reported ones, as data: never colour alone.
import type { Language } from './language.svelte';

export type Status = 'cannot-open' | 'may-be-interrupted' | 'opens-late' | 'unknown' | 'ready';
export type Reported = 'open' | 'interrupted' | 'closed' | 'box-home' | 'not-open';

/** Worst first: the order of every list. */
export const kStatuses: readonly Status[] = ['cannot-open', 'may-be-interrupted', 'opens-late', 'unknown', 'ready'];

interface Look {
  id: string;
  en: string;
  colour: string; // a custom property of base.css
  shape: 'cross' | 'right' | 'left' | 'question' | 'full' | 'ring' | 'home';
}

export const kLooks: Record<Status | Reported, Look> = {
  'cannot-open': { id: 'Tidak dapat dibuka', en: 'Cannot open', colour: '--cannot', shape: 'cross' },
  'may-be-interrupted': { id: 'Berisiko terhenti', en: 'May be interrupted', colour: '--interrupted', shape: 'right' },
  'opens-late': { id: 'Terlambat dibuka', en: 'Opens late', colour: '--late', shape: 'left' },
  unknown: { id: 'Belum diketahui', en: 'Not known', colour: '--unknown', shape: 'question' },
  ready: { id: 'Siap', en: 'Ready', colour: '--ready', shape: 'full' },
  open: { id: 'Buka', en: 'Open', colour: '--ready', shape: 'full' },
  'not-open': { id: 'Belum buka', en: 'Not open', colour: '--late', shape: 'left' },
  interrupted: { id: 'Terhenti', en: 'Interrupted', colour: '--interrupted', shape: 'right' },
  closed: { id: 'Tutup', en: 'Closed', colour: '--unknown', shape: 'ring' },
  'box-home': { id: 'Kotak sudah kembali', en: 'Box is home', colour: '--ready', shape: 'home' },
};

export function statusName(status: string, language: Language): string {
  const look = kLooks[status as Status];
  return look ? look[language] : status;
}
