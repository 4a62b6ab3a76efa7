// Of several tabs one sends. The browser's lock where there is one; over plain HTTP there is none,
// and a lease in the store does: who holds it says so again every few seconds, and whose word is
// old has gone.
import { inside, value } from './db';

const kName = 'adem-kirim';
const kLasts = 15_000;
const me = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join('');

interface Lease {
  owner: string;
  until: number;
}

async function take(now: number): Promise<boolean> {
  return inside(['kept'], 'readwrite', async (store) => {
    const held = (await value(store('kept').get(kName))) as Lease | undefined;
    // A lease that ends later than any could is of a clock that was set back.
    const alive = held && held.owner !== me && held.until > now && held.until <= now + kLasts;
    if (!alive) store('kept').put({ owner: me, until: now + kLasts }, kName);
    return !alive;
  });
}

async function give(): Promise<void> {
  await inside(['kept'], 'readwrite', async (store) => {
    const held = (await value(store('kept').get(kName))) as Lease | undefined;
    if (held?.owner === me) store('kept').delete(kName);
  });
}

/** Runs `work` where no other tab does; false where another one does. */
export async function alone(work: () => Promise<void>): Promise<boolean> {
  if (navigator.locks) {
    return navigator.locks.request(kName, { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      return lock !== null;
    });
  }
  if (!(await take(Date.now()))) return false;
  const beat = setInterval(() => void take(Date.now()).catch(() => {}), kLasts / 3);
  try {
    await work();
  } finally {
    clearInterval(beat);
    await give();
  }
  return true;
}
