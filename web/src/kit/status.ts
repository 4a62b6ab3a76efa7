// What a station may be, computed or reported, as data: shape and colour say the same, and neither
// stands alone.
import type { Language } from './language.svelte';

/** Computed, worst first: the order of every list. */
export const kStatuses = ['cannot-open', 'may-be-interrupted', 'opens-late', 'unknown', 'ready'] as const;
/** Reported, in the usual course of the day; then what stands out of it. */
export const kReported = [
  'supplies-there',
  'set-up',
  'open',
  'closed',
  'counting',
  'box-home',
  'opens-late',
  'interrupted',
  'cannot-open',
  'missing',
  'unreachable',
  'unknown',
] as const;
/** Both, worst first: what stands on top where marks lie on each other. */
export const kByWorry = [
  'cannot-open',
  'interrupted',
  'may-be-interrupted',
  'missing',
  'unreachable',
  'opens-late',
  'unknown',
  'supplies-there',
  'set-up',
  'open',
  'closed',
  'counting',
  'box-home',
  'ready',
] as const;
export type Status = (typeof kStatuses)[number] | (typeof kReported)[number];

export type Shape = 'cross' | 'right' | 'left' | 'question' | 'full' | 'ring' | 'home' | 'dots';
interface Look {
  id: string;
  en: string;
  colour: string; // a custom property of base.css
  shape: Shape;
}

export const kLooks: Record<Status, Look> = {
  'cannot-open': { id: 'Tidak dapat dibuka', en: 'Cannot open', colour: '--cannot', shape: 'cross' },
  'may-be-interrupted': { id: 'Berisiko terhenti', en: 'May be interrupted', colour: '--interrupted', shape: 'right' },
  'opens-late': { id: 'Terlambat dibuka', en: 'Opens late', colour: '--late', shape: 'left' },
  unknown: { id: 'Belum diketahui', en: 'Not known', colour: '--unknown', shape: 'question' },
  ready: { id: 'Siap', en: 'Ready', colour: '--ready', shape: 'full' },
  'supplies-there': { id: 'Logistik sudah ada', en: 'Supplies there', colour: '--ready', shape: 'ring' },
  'set-up': { id: 'Sudah disiapkan', en: 'Set up', colour: '--ready', shape: 'ring' },
  open: { id: 'Dibuka', en: 'Open', colour: '--ready', shape: 'full' },
  interrupted: { id: 'Terhenti', en: 'Interrupted', colour: '--interrupted', shape: 'right' },
  closed: { id: 'Ditutup', en: 'Closed', colour: '--muted', shape: 'ring' },
  counting: { id: 'Penghitungan', en: 'Counting', colour: '--muted', shape: 'ring' },
  'box-home': { id: 'Kotak kembali', en: 'Box home', colour: '--ready', shape: 'home' },
  missing: { id: 'Belum ada laporan', en: 'No report', colour: '--unknown', shape: 'dots' },
  unreachable: { id: 'Tidak dapat dihubungi', en: 'Unreachable', colour: '--unknown', shape: 'dots' },
};

export function lookOf(status: string): Look {
  return kLooks[status as Status] ?? kLooks.unknown;
}

/** The status in words; what a newer server calls it stands as it is. */
export function statusName(status: string, language: Language): string {
  return kLooks[status as Status]?.[language] ?? status;
}
