import { expect, test } from 'vitest';
import { Outbox, tidyCode, type Draft, type Outcome, type Shelf } from '../src/ask/outbox';

function shelf(full = false): Shelf & { kept: string | null } {
  return {
    kept: null,
    getItem() {
      return this.kept;
    },
    setItem(_key, value) {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      this.kept = value;
    },
  };
}
const draft = (id: string): Draft => ({ id, code: 'ABC234', office: '', text: `Pertanyaan ${id}`, station: '' });

test('what could not be sent waits, survives the page, and is sent once under its id', async () => {
  const kept = shelf();
  const offline = new Outbox(kept, async () => ({ how: 'later', seconds: 0 }));
  expect(offline.put(draft('a'))).toBe(true);
  expect(offline.put(draft('b'))).toBe(true);
  expect((await offline.flush()).again).toBe(2);
  expect((await offline.flush()).again).toBe(4);

  const sent: string[] = [];
  const later = new Outbox(kept, async (one) => {
    sent.push(one.id);
    return { how: 'sent' };
  });
  expect(later.waiting).toBe(2);
  expect(await later.flush()).toEqual({ sent: 2, refused: [], again: 0 });
  expect(sent).toEqual(['a', 'b']);
  expect(new Outbox(kept, async () => ({ how: 'sent' })).waiting).toBe(0);
});

test('what is refused is handed back, and does not hold up what comes after', async () => {
  const outcomes: Record<string, Outcome> = { a: { how: 'refused', why: 'a phone number' }, b: { how: 'sent' } };
  const box = new Outbox(shelf(), async (one) => outcomes[one.id]!);
  box.put(draft('a'));
  box.put(draft('b'));
  const result = await box.flush();
  expect(result.sent).toBe(1);
  expect(result.refused.map((one) => one.draft.id)).toEqual(['a']);
  expect(box.waiting).toBe(0);
});

test('a server that asks to wait is waited for; tries are never further apart than a minute', async () => {
  let seconds = 90;
  const box = new Outbox(shelf(), async () => ({ how: 'later', seconds }));
  box.put(draft('a'));
  expect((await box.flush()).again).toBe(90);
  seconds = 0;
  for (let i = 0; i < 9; ++i) await box.flush();
  expect((await box.flush()).again).toBe(60);
});

test('a phone that keeps nothing says so and still sends; spoiled storage counts as empty', async () => {
  const box = new Outbox(shelf(true), async () => ({ how: 'sent' }));
  expect(box.put(draft('a'))).toBe(false);
  expect((await box.flush()).sent).toBe(1);
  const spoiled = shelf();
  spoiled.kept = '{"not": "a list"';
  expect(new Outbox(spoiled, async () => ({ how: 'sent' })).waiting).toBe(0);
});

test('a code is understood as people type it', () => {
  expect(tidyCode(' k7f-q 2m')).toBe('K7FQ2M');
});
