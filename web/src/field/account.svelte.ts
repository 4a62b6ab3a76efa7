// Whose phone this is now. The token is kept beside the reports, not in a cookie: it must be there
// for a whole day without signal, and an ended login must not take the reports with it.
import { Refusal } from '../kit/api';
import { setZone } from '../kit/time';
import { learn } from './clock.svelte';
import { ask, askJson } from './server';
import { forget, inside, read, write } from './store/db';
import { tell } from './tabs';

export interface Account {
  handle: string;
  office: string;
  office_name?: string;
  area: string;
  area_name?: string;
  zone: string;
  election: string;
  exercise: boolean;
  token: string;
  until: string;
  /** The server does not know the token any more: reports wait until its holder logs in again. */
  ended: boolean;
}

let account = $state<Account | null>(null);
let looked = $state(false);

export const who = {
  get account() {
    return account;
  },
  get looked() {
    return looked;
  },
};

function use(next: Account | null): void {
  account = next;
  if (next) setZone(next.zone);
}

/** What the phone remembers: asks nobody. */
export async function remember(): Promise<void> {
  use((await read<Account>('kept', 'account')) ?? null);
  looked = true;
}

async function keepAccount(next: Account): Promise<void> {
  await write('kept', 'account', $state.snapshot(next));
  use(next);
  tell('account');
}

type Me = Omit<Account, 'token' | 'until' | 'ended'> & { now?: string };

/** Asks the server who this is and what time it is there. Errors: those of ask(). */
export async function meet(token: string): Promise<Partial<Me>> {
  const asked = async (path: string) => {
    const { body, date } = await ask<Partial<Me>>('GET', path, { token, patience: 10_000 });
    const now = body.now ? Date.parse(body.now) : date;
    if (now !== null && !Number.isNaN(now)) await learn(now);
    return body;
  };
  try {
    return await asked('/api/v1/me');
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return asked('/api/v1/login'); // an older server
    throw error;
  }
}

/** Errors: a wrong password, no connection. */
export async function enter(handle: string, password: string): Promise<void> {
  const { body } = await askJson<{ token: string; until: string; office: string; area: string }>(
    'POST',
    '/api/v1/login',
    '',
    { handle, password, device: true },
    15_000,
  );
  const me = await meet(body.token);
  await keepAccount({
    handle,
    office: body.office,
    area: body.area,
    zone: me.zone ?? 'Asia/Jakarta',
    election: me.election ?? '',
    exercise: me.exercise ?? false,
    token: body.token,
    until: body.until,
    ended: false,
    ...(me.office_name ? { office_name: me.office_name } : {}),
    ...(me.area_name ? { area_name: me.area_name } : {}),
  });
}

export async function accept(handle: string, code: string, password: string): Promise<void> {
  await askJson('POST', '/api/v1/invite', '', { handle, code, password }, 15_000);
  await enter(handle, password);
}

/** The server said that it does not know this login. */
export async function hasEnded(): Promise<void> {
  if (account && !account.ended) await keepAccount({ ...account, ended: true });
}

/** What the server says of who this is, again: an exercise may have begun, an office moved. */
export async function refresh(): Promise<void> {
  if (!account) return;
  const { now: _, ...me } = await meet(account.token);
  if (!account || (me.handle ?? account.handle) !== account.handle) return;
  const next = { ...account, ...me, ended: false };
  if (JSON.stringify(next) !== JSON.stringify(account)) await keepAccount(next);
}

/** Forgets the login and the lists. Reports stay on the phone for the account that wrote them. */
export async function leave(): Promise<void> {
  const token = account?.token;
  await forget('kept', 'account');
  await inside(['stations', 'pages'], 'readwrite', (store) => {
    store('stations').clear();
    store('pages').clear();
  });
  use(null);
  tell('account');
  if (token) await ask('DELETE', '/api/v1/login', { token, patience: 5_000 }).catch(() => {});
}
