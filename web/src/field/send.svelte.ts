// Sends what waits: photos first, then the reports, in batches that the line can carry. What fails
// on the way is tried again; what the server refuses is kept with its words.
import { Refusal } from '../kit/api';
import { hasEnded, refresh, who } from './account.svelte';
import { clock } from './clock.svelte';
import { ask, askJson, isPassing, isSilent } from './server';
import { alone } from './store/lock';
import { photo, photoSent, refuse, reportsOf, settle, sweep } from './store/outbox';
import { batchOf, isStuck, judged, kMostActs, pause, spokenAt, type Answer, type Report, type Said } from './store/report';
import { onTold, tell } from './tabs';

export type Way = 'idle' | 'sending' | 'away' | 'ended' | 'elsewhere' | 'busy';

let way = $state<Way>('idle');
let failures = 0;
let most = kMostActs;
let running = false;
let again = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let stuckTried = 0;
const kStuckEvery = 600_000;
let unsure = false; // of the time at the server
const mended = new Set<string>(); // whose hour was set right once

export const sending = {
  get way() {
    return way;
  },
};

const said = (error: Refusal): Said => ({ code: error.code, what: error.what, mend: error.mend });

// Uploads the photos of a report. Null: it was refused, or this server takes none.
async function withPhotos(report: Report, token: string): Promise<Report | null> {
  let sent = report;
  for (const name of report.photos) {
    const one = await photo(name);
    if (!one) continue;
    try {
      const { body } = await ask<{ hash: string }>('POST', '/api/v1/content', {
        token,
        body: new Blob([one.bytes], { type: one.type }),
        type: one.type,
        patience: 60_000,
      });
      sent = await photoSent(sent, name, body.hash);
    } catch (error) {
      if (!(error instanceof Refusal) || isPassing(error) || error.status === 401) throw error;
      if (error.status === 404) await settle([{ ...sent, said: { ...said(error), code: 'desk.unknown-act' } }]);
      else await refuse(sent, said(error));
      return null;
    }
  }
  return sent;
}

function actOf(report: Report): Record<string, unknown> {
  const at = report.when ? { [report.when]: spokenAt(report, clock.offset, clock.now()) } : {};
  return { id: report.id, act: report.act, args: { ...report.args, ...at } };
}

async function sendBatch(batch: Report[], token: string): Promise<void> {
  try {
    const { body } = await askJson<{ answers: Answer[] }>('POST', '/api/v1/acts', token, { acts: batch.map(actOf) });
    const answers = new Map(body.answers.map((one) => [one.id, one]));
    const outcome = batch.flatMap((one) => {
      const answer = answers.get(one.id);
      return answer ? [afterwards(one, answer)] : [];
    });
    await settle(outcome);
    tell('outbox');
    most = Math.min(kMostActs, most * 2);
    if (outcome.length > 0) failures = 0; // a bad line that carries something is worth asking again soon
    if (outcome.length < batch.length || outcome.some((one) => one.state === 'waiting' && !isStuck(one))) {
      throw new Refusal(503, 'busy', '', '');
    }
  } catch (error) {
    if (isSilent(error) && navigator.onLine) most = Math.max(1, most >> 1);
    if (!(error instanceof Refusal) || isPassing(error) || error.status === 401) throw error;
    // Something in it is not even read: find out what, the others shall not wait for it.
    if (batch.length === 1) await refuse(batch[0]!, said(error));
    else for (const half of [batch.slice(0, batch.length >> 1), batch.slice(batch.length >> 1)]) await sendBatch(half, token);
  }
}

// The phone's clock was set while it waited: once, the hour of its arrival stands for it.
function afterwards(report: Report, answer: Answer): Report {
  if (answer.error?.code === 'desk.in-future' && !mended.has(report.id)) {
    mended.add(report.id);
    unsure = true;
    return { ...report, offset: null };
  }
  return judged(report, answer, Date.now());
}

async function sendAll(): Promise<void> {
  const account = who.account;
  if (!account || account.ended) return;
  const stuck = Date.now() - stuckTried > kStuckEvery;
  if (stuck) stuckTried = Date.now();
  const tried = new Set<string>();
  for (;;) {
    const waiting = (await reportsOf(account.handle)).filter(
      (one) => one.state === 'waiting' && !tried.has(one.id) && (stuck || !isStuck(one)),
    );
    if (waiting.length === 0) break;
    // Is it still the same account, and what time is it there?
    if (clock.age > 60_000 || unsure) await refresh();
    unsure = false;
    // Words do not wait for pictures.
    const plain = batchOf(waiting.filter((one) => one.photos.length === 0), most);
    const batch = plain.length > 0 ? plain : batchOf(waiting, 1);
    for (const one of batch) tried.add(one.id);
    if (plain.length > 0) {
      await sendBatch(plain, account.token);
      continue;
    }
    const ready = await withPhotos(batch[0]!, account.token);
    tell('outbox');
    if (ready) await sendBatch([ready], account.token);
  }
  await sweep();
}

async function round(): Promise<void> {
  let wait = 0;
  try {
    way = 'sending';
    const mine = await alone(sendAll);
    failures = 0;
    way = who.account?.ended ? 'ended' : mine ? 'idle' : 'elsewhere';
    if (!mine) wait = 10_000;
  } catch (error) {
    // A phone that knows it has no line does not lose patience with it.
    failures = navigator.onLine ? failures + 1 : 0;
    if (error instanceof Refusal && error.status === 401) {
      await hasEnded();
      way = 'ended';
    } else {
      way = error instanceof Refusal && error.status !== 0 ? 'busy' : 'away';
      const asked = error instanceof Refusal ? error.retryAfter * 1000 : 0;
      wait = navigator.onLine ? Math.max(pause(failures, Math.random()), asked) : 60_000;
    }
  }
  tell('outbox');
  clearTimeout(timer);
  if (wait > 0) timer = setTimeout(nudge, wait);
}

/** Sends soon: after writing, after logging in, when the line or the screen comes back. */
export function nudge(): void {
  if (running) {
    again = true;
    return;
  }
  if (!who.account) return;
  running = true;
  void round().finally(() => {
    running = false;
    if (again) {
      again = false;
      nudge();
    }
  });
}

/** The writer asks for it: without waiting for the next turn, also for what an older server did not take. */
export function sendNow(): void {
  failures = 0;
  stuckTried = 0;
  nudge();
}

export function start(): void {
  addEventListener('online', sendNow);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') nudge();
  });
  onTold('account', nudge);
  nudge();
}
