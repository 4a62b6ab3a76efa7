// The reports of this account, as the screens show them.
import { who } from './account.svelte';
import { nudge } from './send.svelte';
import { drop, keep, reportsOf, waitingOfOthers } from './store/outbox';
import { isStuck, type Draft, type Report } from './store/report';
import { clock } from './clock.svelte';
import { onTold, tell } from './tabs';

let reports = $state.raw<Report[]>([]);
let others = $state.raw<Map<string, number>>(new Map());

export const outbox = {
  /** Newest first. */
  get reports(): readonly Report[] {
    return reports;
  },
  get waiting(): Report[] {
    return reports.filter((one) => one.state === 'waiting');
  },
  get refused(): Report[] {
    return reports.filter((one) => one.state === 'refused');
  },
  get sent(): Report[] {
    return reports.filter((one) => one.state === 'sent');
  },
  get stuck(): boolean {
    return reports.some(isStuck);
  },
  /** Accounts whose reports wait on this phone, with their number. */
  get others(): ReadonlyMap<string, number> {
    return others;
  },
  find(id: string | null): Report | undefined {
    return reports.find((one) => one.id === id);
  },
};

async function look(): Promise<void> {
  const handle = who.account?.handle ?? '';
  reports = handle === '' ? [] : (await reportsOf(handle)).reverse();
  others = await waitingOfOthers(handle);
}

/** Keeps reports on the phone and sends them as soon as that works. `instead`: one that is corrected. */
export async function write(drafts: Draft[], photos: Blob[], instead?: Report): Promise<Report> {
  const account = who.account;
  if (!account) throw new Error('no account');
  const last = await keep(drafts, photos, account.handle, clock.offset);
  if (instead) await drop(instead);
  await look();
  tell('outbox');
  nudge();
  return last;
}

export async function remove(report: Report): Promise<void> {
  await drop(report);
  tell('outbox');
}

export async function open(): Promise<void> {
  onTold('outbox', () => void look());
  onTold('account', () => void look());
  await look();
}
