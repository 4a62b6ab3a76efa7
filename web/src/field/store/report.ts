// A report as it waits on the phone. Its id makes it count once at the server, however often it is
// sent; the account that wrote it is the only one that may send it.
import { uuid7 } from '../../kit/uuid';

export type State = 'waiting' | 'sent' | 'refused';

export interface Said {
  code: string;
  what: string;
  mend: string;
}

export interface Report {
  id: string;
  account: string;
  act: string;
  args: Record<string, unknown>;
  /** The argument that says when it was so; the server's clock decides, see clock.ts. */
  when: 'as-of' | 'at' | 'told-at' | null;
  /** Names of photos that are still to be sent. */
  photos: string[];
  title: string; // the station's name, or the place
  about: string; // what is said, in the words of the screen it was written on
  state: State;
  written: number; // ms, the phone's clock
  offset: number | null; // ms, server minus phone, as known when it was written
  sent: number | null; // ms, the phone's clock
  said: Said | null; // why it was refused, or what it waits for
  screen: string; // where it can be corrected: "#/tps/…/keadaan"
}

export type Draft = Pick<Report, 'act' | 'args' | 'when' | 'title' | 'about' | 'screen'>;

export function written(draft: Draft, account: string, now: number, offset: number | null): Report {
  return {
    ...draft,
    id: uuid7(now),
    account,
    photos: [],
    state: 'waiting',
    written: now,
    offset,
    sent: null,
    said: null,
  };
}

export const kMostActs = 100;
export const kMostBytes = 256_000; // of one batch: a slow line must carry it in half a minute

/** What is sent next: the oldest that wait and whose photos are there, so many as fit. */
export function batchOf(reports: readonly Report[], most = kMostActs): Report[] {
  const batch: Report[] = [];
  let bytes = 0;
  for (const one of reports) {
    if (one.state !== 'waiting') continue;
    bytes += JSON.stringify(one.args).length + 200;
    if (batch.length === most || (batch.length > 0 && bytes > kMostBytes)) break;
    batch.push(one);
  }
  return batch;
}

/** The hour a report speaks of, by the server's clock, in whole seconds and never in its future. */
export function spokenAt(report: Report, offset: number | null, serverNow: number): string {
  const at = report.written + (report.offset ?? offset ?? 0);
  return new Date(Math.floor(Math.min(at, serverNow) / 1000) * 1000).toISOString().replace('.000', '');
}

export interface Answer {
  id: string;
  status: number;
  repeated?: boolean;
  error?: Said;
}

/** What an answer means for the report: a refusal stays to be corrected, trouble is tried again. */
export function judged(report: Report, answer: Answer, now: number): Report {
  if (answer.status === 200) return { ...report, state: 'sent', sent: now, said: null };
  const said: Said = {
    code: answer.error?.code ?? 'http',
    what: answer.error?.what ?? `HTTP ${answer.status}`,
    mend: answer.error?.mend ?? '',
  };
  // A server that is older than this app does not know the act yet: it waits for a newer one.
  const later = answer.status === 429 || answer.status >= 500 || kLater.includes(said.code);
  return { ...report, state: later ? 'waiting' : 'refused', said };
}

const kLater = ['desk.unknown-act', 'desk.unknown-arg'];

/** Waiting, told apart from what only a newer server could take. */
export function isStuck(report: Report): boolean {
  return report.state === 'waiting' && report.said !== null && kLater.includes(report.said.code);
}

/** Milliseconds until the next attempt: doubled with each failure, with chance, two minutes at most. */
export function pause(failures: number, chance: number): number {
  const most = Math.min(120_000, 1_000 * 2 ** Math.min(failures, 10));
  return Math.round(most / 2 + (most / 2) * chance);
}

/** Lines that `adem do` reads: the last way out, carried on a stick. */
export function lines(reports: readonly Report[], offset: number | null): string {
  return reports
    .map((one) => {
      const now = new Date(one.written + (one.offset ?? offset ?? 0)).toISOString().replace(/\.\d+Z$/, 'Z');
      return JSON.stringify({ do: one.act, as: one.account, now, once: one.id, ...one.args });
    })
    .join('\n')
    .concat('\n');
}
