import { expect, test } from 'vitest';
import { argsOf, type Asked } from '../src/kit/asking.svelte';
import { carriedFirst, dueDay, firstToShow, itemAfter, officesOf, phaseOf, type Commitment, type Meeting, type Summary } from '../src/pages/fgd/meeting';

const summary = (id: string, more: Partial<Summary> = {}): Summary => ({
  id, title: id, starts: '2024-11-20T12:00:00Z', place: '', convener: 'Polsek', opened_at: null, closed_at: null,
  withdrawn_why: '', questions: 0, commitments: 0, commitments_open: 0, ...more,
});
const promise = (id: string, more: Partial<Commitment> = {}): Commitment => ({
  id, number: 1, meeting: 'm1', owner: 'PPK', text: 'x', due: '2024-11-25', stations: [], question: '', kept_at: null,
  kept_on: '', evidence: '', withdrawn_why: '', ...more,
});

test('the page opens with the meeting that runs, else with the newest that was not called off', () => {
  const closed = summary('m1', { opened_at: 'x', closed_at: 'y' });
  const running = summary('m2', { opened_at: 'x' });
  const called = summary('m3');
  expect(firstToShow([closed, running, called])?.id).toBe('m2');
  expect(firstToShow([closed, called])?.id).toBe('m3');
  expect(firstToShow([closed, summary('m4', { withdrawn_why: 'hujan' })])?.id).toBe('m1');
  expect(firstToShow([])).toBeUndefined();
  expect([closed, running, called].map(phaseOf)).toEqual(['closed', 'running', 'called']);
});

test('unkept promises stand on top, the longest overdue first; what was withdrawn is not shown', () => {
  const rows = carriedFirst([
    promise('a', { kept_at: '2024-11-24T03:00:00Z', due: '2024-11-01' }),
    promise('b', { due: '2024-11-28' }),
    promise('c', { due: '2024-11-21' }),
    promise('d', { withdrawn_why: 'keliru' }),
  ]);
  expect(rows.map((one) => one.id)).toEqual(['c', 'b', 'a']);
});

test('a due day is proposed within three days, before the vote where that is still to come', () => {
  expect(dueDay('2024-11-20', '2024-11-27')).toBe('2024-11-23');
  expect(dueDay('2024-11-25', '2024-11-27')).toBe('2024-11-26');
  expect(dueDay('2024-11-26', '2024-11-27')).toBe('2024-11-26');
  expect(dueDay('2024-11-27', '2024-11-27')).toBe('2024-11-30');
  expect(dueDay('2024-12-30', undefined)).toBe('2025-01-02');
});

test('keys lead through the agenda and not out of it', () => {
  expect(itemAfter('ArrowRight', 1, 9)).toBe(2);
  expect(itemAfter('ArrowRight', 9, 9)).toBe(9);
  expect(itemAfter('ArrowLeft', 1, 9)).toBe(1);
  expect(itemAfter('6', 1, 9)).toBe(6);
  expect(itemAfter('9', 3, 5)).toBe(3);
  expect(itemAfter('a', 3, 9)).toBe(3);
});

test('offices are proposed once each', () => {
  const meeting = {
    convener: 'Polsek', invited: ['PPK', 'PKD'], attendance: [{ office: 'PPK', withdrawn_why: '' }],
    questions: [{ office: 'Lurah', withdrawn_why: '' }], commitments: [{ owner: 'BPBD', withdrawn_why: 'keliru' }],
  } as unknown as Meeting;
  expect(officesOf(meeting)).toEqual(['Polsek', 'PPK', 'PKD', 'Lurah']);
});

test('a sheet sends what was written, and nothing for what was left empty', () => {
  const asked: Asked = {
    title: '', send: '', said: '', act: 'meeting.commit', given: { meeting: 'm1' },
    fields: [
      { name: 'office', label: '' }, { name: 'due', label: '', kind: 'day' }, { name: 'item', label: '', kind: 'number' },
      { name: 'station', label: '', kind: 'stations' }, { name: 'absent', label: '', kind: 'flag' },
    ],
  };
  expect(argsOf(asked, { office: ' PPK ', due: '', item: '6', station: [], absent: false })).toEqual({ meeting: 'm1', office: 'PPK', item: 6 });
  expect(argsOf(asked, { office: '  ', station: ['TPS 001'], absent: true })).toEqual({ meeting: 'm1', station: ['TPS 001'], absent: true });
});
