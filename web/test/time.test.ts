import { describe, expect, it } from 'vitest';
import { clock, day, hour, metres, moment, setZone, tenths, zoneName } from '../src/kit/time';
import { instantOf, runs, stepOf, stepWithin } from '../src/pages/papan/hours';
import { link, readRoute } from '../src/kit/route.svelte';
import { uuid7 } from '../src/kit/uuid';

describe('hours and numbers', () => {
  it('are said as people here write them', () => {
    setZone('Asia/Jakarta');
    expect(hour('2024-11-27T00:00:00Z', 'id')).toBe('07.00');
    expect(clock('2024-11-27T00:00:00Z', 'id')).toBe('pukul 07.00 WIB');
    expect(clock('2024-11-27T17:00:00Z', 'en')).toBe('00:00 WIB');
    expect(day('2024-11-27', 'id')).toBe('Rabu, 27 November 2024');
    expect(day('2024-11-27T00:00:00Z', 'en')).toBe('27 Nov 2024');
    expect(moment('2024-11-26T18:00:00Z', 'id')).toBe('Rabu, 27 November 2024 pukul 01.00 WIB');
    expect(metres(35, 'id')).toBe('0,35 m');
    expect(metres(35, 'en')).toBe('0.35 m');
    setZone('Asia/Jayapura');
    expect(zoneName()).toBe('WIT');
    setZone('Asia/Jakarta');
  });
  it('say chances as tenths, and never nothing for a small one', () => {
    expect(tenths(0.634, 'id')).toBe('6 dari 10');
    expect(tenths(0.02, 'id')).toBe('kurang dari 1 dari 10');
    expect(tenths(0, 'en')).toBe('0 of 10');
  });
});

describe('the station clock', () => {
  const hours = { from: '2024-11-26T05:00:00Z', step_s: 900, steps: 168 };
  it('finds the quarter-hour of an instant and back', () => {
    expect(stepOf(hours, '2024-11-27T00:00:00Z')).toBe(76);
    expect(instantOf(hours, 76).toISOString()).toBe('2024-11-27T00:00:00.000Z');
    expect(stepOf(hours, '2020-01-01')).toBe(0);
    expect(stepOf(hours, '2030-01-01')).toBe(167);
  });
  it('knows whether it is now', () => {
    expect(stepWithin(hours, new Date('2024-11-27T02:15:00Z'))).toBe(85);
    expect(stepWithin(hours, new Date('2024-11-26T04:59:59Z'))).toBe(null);
    expect(stepWithin(hours, new Date('2024-11-27T23:00:00Z'))).toBe(null);
  });
  it('draws stretches of equal chance, unknown for itself', () => {
    expect(runs([1, 1, null, 0.5])).toEqual([
      { from: 0, to: 2, chance: 1 },
      { from: 2, to: 3, chance: null },
      { from: 3, to: 4, chance: 0.5 },
    ]);
    expect(runs([])).toEqual([]);
  });
});

describe('addresses', () => {
  it('survive what people write in them', () => {
    const made = link('papan', ['TPS 001/2 <b>'], { cari: 'a&b', keadaan: '' });
    const read = readRoute(made);
    expect(read.page).toBe('papan');
    expect(read.rest).toEqual(['TPS 001/2 <b>']);
    expect(read.query.get('cari')).toBe('a&b');
    expect(read.query.has('keadaan')).toBe(false);
    expect(readRoute('#/papan/%E0%A4%A').rest).toEqual(['%E0%A4%A']);
    expect(readRoute('').page).toBe('');
  });
});

describe('uuid7', () => {
  it('carries its hour and is never the same', () => {
    const one = uuid7(0x0192_0000_0001);
    expect(one).toMatch(/^01920000-0001-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuid7(1)).not.toBe(uuid7(1));
  });
});
