import { describe, expect, test } from 'vitest';
import { kMarks, markOf } from '../src/field/depth';
import { localText } from '../src/field/hours';
import { around, frame, lay, placed, unitMetres } from '../src/field/map/ground';
import { decoded } from '../src/field/map/mvt';
import { distance, positionText } from '../src/field/place';
import { known, message, officeShort } from '../src/field/said';
import { batchOf, isStuck, judged, lines, pause, spokenAt, written, type Draft, type Report } from '../src/field/store/report';

const draft: Draft = {
  act: 'station.report',
  args: { station: '9901011001001', status: 'open' },
  when: 'as-of',
  title: 'TPS 001',
  about: 'Dibuka',
  screen: '#/tps/9901011001001/keadaan',
};
const at = Date.UTC(2024, 10, 27, 0, 2);
const report = (more: Partial<Report> = {}): Report => ({ ...written(draft, 'kpps-1', at, 0), ...more });

describe('a report', () => {
  test('has an id that sorts by age', () => {
    expect(written(draft, 'a', 1000, null).id < written(draft, 'a', 2000, null).id).toBe(true);
    expect(written(draft, 'a', at, null).id[14]).toBe('7');
  });

  test('speaks of the hour by the server’s clock, never of its future', () => {
    expect(spokenAt(report(), 0, at + 5000)).toBe('2024-11-27T00:02:00Z');
    expect(spokenAt(report({ offset: -3_600_000 }), 0, at)).toBe('2024-11-26T23:02:00Z');
    expect(spokenAt(report({ offset: null }), 60_000, at + 120_000)).toBe('2024-11-27T00:03:00Z');
    expect(spokenAt(report({ offset: 86_400_000 }), 0, at + 999)).toBe('2024-11-27T00:02:00Z');
  });

  test('goes in batches that a line can carry, oldest first, without what is sent or refused', () => {
    const many = Array.from({ length: 250 }, () => report());
    expect(batchOf(many)).toHaveLength(100);
    expect(batchOf([report({ state: 'sent' }), report({ state: 'refused' })])).toHaveLength(0);
    const long = report({ args: { note: 'x'.repeat(300_000) } });
    expect(batchOf([long, report()])).toEqual([long]);
    expect(batchOf(many, 3)).toEqual(many.slice(0, 3));
  });

  test('is sent, refused with the server’s words, or tried again', () => {
    const answer = (status: number, code = '') => ({ id: 'x', status, error: { code, what: 'w', mend: 'm' } });
    expect(judged(report(), { id: 'x', status: 200, repeated: true }, 9).state).toBe('sent');
    expect(judged(report(), answer(422, 'desk.bad-choice'), 9)).toMatchObject({ state: 'refused', said: { what: 'w', mend: 'm' } });
    expect(judged(report(), answer(503), 9).state).toBe('waiting');
    const older = judged(report(), answer(404, 'desk.unknown-act'), 9);
    expect([older.state, isStuck(older)]).toEqual(['waiting', true]);
  });

  test('waits longer with each failure, two minutes at most', () => {
    expect(pause(1, 0)).toBe(1000);
    expect(pause(3, 1)).toBe(8_000);
    expect(pause(50, 1)).toBe(120_000);
  });

  test('is a line that adem do reads', () => {
    const one = report({ args: { station: 'x', note: '</script>"\n' } });
    expect(JSON.parse(lines([one], null).trim())).toEqual({
      do: 'station.report',
      as: 'kpps-1',
      now: '2024-11-27T00:02:00Z',
      once: one.id,
      station: 'x',
      note: '</script>"\n',
    });
    expect(lines([one, one], null).trim().split('\n')).toHaveLength(2);
  });
});

test('depths are told by the mark they reach', () => {
  expect([0, 5, 15, 20, 35, 60, 65, 105, 110, 150].map(markOf)).toEqual([
    'dry', 'ankle', 'ankle', 'calf', 'calf', 'knee', 'waist', 'waist', 'chest', 'chest',
  ]);
  for (const { mark, cm } of kMarks) expect(markOf(cm)).toBe(mark);
});

test('hours are those of the workspace', () => {
  expect(localText(at, 'Asia/Jakarta')).toBe('2024-11-27T07:02');
  expect(localText(Date.UTC(2024, 10, 26, 17), 'Asia/Jakarta')).toBe('2024-11-27T00:00');
});

test('places are near or far', () => {
  expect(distance({ lat: 1.6, lon: 101.4 }, { lat: 1.6, lon: 101.4 })).toBe(0);
  expect(distance({ lat: 0, lon: 0 }, { lat: 0, lon: 1 })).toBeCloseTo(111_195, -1);
  expect(positionText({ lat: 1.642101, lon: -0.000004 })).toBe('1.64210,0.00000');
});

describe('what is known of a station', () => {
  const page = {
    exercise: true,
    disagree: true,
    outlook: { status: 'cannot-open', reason: { code: 'x', text: 'Lantai tergenang.' } },
    reports: {
      'kpps:99.01': { status: 'open', as_of: '2024-11-27T00:05:00Z', water_cm: null, note: '' },
      'ptps:99.01': { status: 'interrupted', as_of: '2024-11-27T01:40:00Z', water_cm: 25, note: 'x' },
      'pkd:99.01': { status: null, redacted: true },
    },
    told: [{ by: 'PKD', text: 'pernah tergenang' }],
    checklist: [{ item: 'floor-dry', said: { 'kpps:99.01': { done: 'yes' } } }],
  };

  test('comes newest first, and what was taken out is not there', () => {
    const about = known(page);
    expect(about.reports.map((one) => one.office)).toEqual(['ptps:99.01', 'kpps:99.01']);
    expect(about).toMatchObject({ status: 'cannot-open', reason: 'Lantai tergenang.', disagree: true });
    expect([...about.checks.get('floor-dry')!]).toEqual(['yes']);
  });

  test('is a message that says exercise first', () => {
    const text = message('TPS 001', known(page), 'id');
    expect(text.split('\n')[0]).toBe('LATIHAN - DATA BUATAN');
    expect(text).toContain('menurut PTPS: Terhenti, air 25 cm');
  });

  test('is read from anything', () => {
    expect(known({})).toMatchObject({ status: null, reports: [], told: [], exercise: false });
    expect(known({ reports: 3, told: 'x', checklist: [null], outlook: [] }).reports).toEqual([]);
    expect(officeShort('kpps:99.01')).toBe('KPPS');
  });
});

describe('the village map', () => {
  // One layer "areas" with a square that is named, as the specification writes it.
  const tile = (name: string, type: number, geometry: number[]): Uint8Array => {
    const text = (field: number, value: string) => [field * 8 + 2, value.length, ...new TextEncoder().encode(value)];
    const part = (field: number, value: number[]) => [field * 8 + 2, value.length, ...value];
    const feature = [...part(2, [0, 0]), 3 * 8, type, ...part(4, geometry)];
    const layer = [15 * 8, 2, ...text(1, name), ...part(2, feature), ...text(3, 'name'), ...part(4, text(1, 'Guntung')), 5 * 8, 128, 32];
    return Uint8Array.from(part(3, layer));
  };
  const square = tile('areas', 3, [9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15]);

  test('reads outlines and names', () => {
    const [layer] = decoded(square);
    expect(layer).toMatchObject({ name: 'areas', extent: 4096 });
    expect(layer!.features[0]).toEqual({ type: 3, fields: { name: 'Guntung' }, rings: [[0, 0, 10, 0, 10, 10, 0, 10]] });
  });

  test('a broken tile adds nothing', () => {
    const ground = frame([101.3, 1.5, 101.5, 1.7]);
    for (let cut = 1; cut < square.length; ++cut) {
      expect(() => lay(ground, ground.x, ground.y, square.subarray(0, cut))).not.toThrow();
    }
  });

  test('holds its points within few tiles', () => {
    const box = around([{ lat: 1.6, lon: 101.4 }, { lat: 1.7, lon: 101.5 }])!;
    const ground = frame(box);
    expect(ground.width * ground.height).toBeLessThanOrEqual(9);
    const [x, y] = placed(ground, { lat: 1.65, lon: 101.45 });
    expect(x > 0 && x < ground.width * 4096 && y > 0 && y < ground.height * 4096).toBe(true);
    lay(ground, ground.x, ground.y, square);
    lay(ground, ground.x, ground.y, tile('area_names', 1, [9, 8, 8]));
    expect(ground.tiles[0]!.outlines).toEqual(['M0 0L10 0L10 10L0 10Z']);
    expect(ground.names).toEqual([{ x: 4, y: 4, text: 'Guntung' }]);
    expect(unitMetres(ground, 0) * 4096 * 2 ** ground.zoom).toBeCloseTo(40_075_017, -1);
    expect(around([])).toBeNull();
  });
});
