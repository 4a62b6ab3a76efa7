import { expect, test } from 'vitest';
import { columnsQuery, countOf, freeHandle, isDone, kListsOf, kSteps, next } from '../src/pages/awal/lists';
import type { Setup } from '../src/pages/awal/types';

const empty: Setup = {
  areas: { count: 0, outlines: 0 },
  stations: { count: 0, points: 0 },
  venues: 0,
  places: 0,
  crews: 0,
  homes: 0,
  answers: 0,
  indicators: 0,
  roads: false,
  hazards: [],
  accounts: { count: 1, with_password: 1 },
  meetings: 0,
  outlook: { made_at: null, changed: [], running: false, since: null, done: 0, total: 0, failed: null },
  title: '',
  exercise: true,
};

test('an empty table begins with who sits at it and goes on step by step', () => {
  expect(next(empty)).toBe('akun');
  const withAccounts = { ...empty, accounts: { count: 3, with_password: 2 } };
  expect(next(withAccounts)).toBe('wilayah');
  const withAreas = { ...withAccounts, areas: { count: 4, outlines: 0 } };
  expect(next(withAreas)).toBe('tps');
});

test('an outlook that what changed has left behind is open again', () => {
  const made = { ...empty.outlook, made_at: '2024-11-20T12:00:00Z' };
  expect(isDone('prakiraan', { ...empty, outlook: made })).toBe(true);
  expect(isDone('prakiraan', { ...empty, outlook: { ...made, changed: ['stations'] } })).toBe(false);
});

test('a table that has everything has no next step', () => {
  const full: Setup = {
    ...empty,
    accounts: { count: 4, with_password: 4 },
    areas: { count: 4, outlines: 4 },
    stations: { count: 30, points: 29 },
    answers: 3,
    roads: true,
    places: 5,
    hazards: ['rob'],
    outlook: { ...empty.outlook, made_at: '2024-11-20T12:00:00Z' },
  };
  expect(next(full)).toBeNull();
  for (const step of kSteps) for (const list of kListsOf[step]) expect(countOf(list, full)).toBeGreaterThanOrEqual(0);
});

test('columns are sent as a field for a column, and nothing where none was pointed to', () => {
  expect(columnsQuery({})).toBeUndefined();
  expect(columnsQuery({ 'Nama "Desa"': '', b: '' })).toBeUndefined();
  expect(JSON.parse(columnsQuery({ 'Kunci "TPS"': 'key', nomor: 'number', lain: '' })!)).toEqual({ key: 'Kunci "TPS"', number: 'nomor' });
});

test('a desk gets the first name that is free', () => {
  expect(freeHandle('ppk', [])).toBe('ppk-1');
  expect(freeHandle('ppk', ['ppk-1', 'ppk-3', 'pps-2'])).toBe('ppk-2');
});
