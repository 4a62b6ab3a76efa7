// Reports and their photos on the phone. Nothing leaves before the server has said that it has it.
import { inside, isFull, value } from './db';
import { written, type Draft, type Report, type Said } from './report';

export interface Photo {
  name: string;
  report: string;
  bytes: ArrayBuffer;
  type: string;
}

const kShownFor = 7 * 86_400_000; // what was sent is shown for a week

/**
 * Keeps reports, all or none; the photos belong to the first. What was sent long ago makes room.
 * Returns the last of them.
 */
export async function keep(
  drafts: Draft[],
  photos: Blob[],
  account: string,
  offset: number | null,
  now = Date.now(),
): Promise<Report> {
  const reports = drafts.map((draft) => written(draft, account, now, offset));
  const first = reports[0]!;
  const kept: Photo[] = await Promise.all(
    photos.map(async (photo, i) => ({
      name: `${first.id}.${i}`,
      report: first.id,
      bytes: await photo.arrayBuffer(),
      type: photo.type,
    })),
  );
  first.photos = kept.map((photo) => photo.name);
  const put = () =>
    inside(['reports', 'photos'], 'readwrite', (store) => {
      for (const report of reports) store('reports').put(report);
      for (const photo of kept) store('photos').put(photo);
    });
  try {
    await put();
  } catch (error) {
    if (!isFull(error)) throw error;
    await sweep(now, 0);
    await put();
  }
  return reports.at(-1)!;
}

/** All reports of an account, oldest first. */
export async function reportsOf(account: string): Promise<Report[]> {
  const found = await inside(['reports'], 'readonly', (store) =>
    value(store('reports').index('account').getAll(account) as IDBRequest<Report[]>),
  );
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** How many reports of other accounts wait on this phone: they send them after logging in. */
export async function waitingOfOthers(account: string): Promise<Map<string, number>> {
  const all = await inside(['reports'], 'readonly', (store) =>
    value(store('reports').getAll() as IDBRequest<Report[]>),
  );
  const counts = new Map<string, number>();
  for (const one of all) {
    if (one.account === account || one.state !== 'waiting') continue;
    counts.set(one.account, (counts.get(one.account) ?? 0) + 1);
  }
  return counts;
}

/** Writes down what became of reports. Photos of those that arrived are let go. */
export async function settle(reports: Report[]): Promise<void> {
  await inside(['reports', 'photos'], 'readwrite', (store) => {
    for (const one of reports) {
      if (one.state === 'sent') for (const name of one.photos) store('photos').delete(name);
      store('reports').put(one.state === 'sent' ? { ...one, photos: [] } : one);
    }
  });
}

export async function photo(name: string): Promise<Photo | undefined> {
  return inside(['photos'], 'readonly', (store) =>
    value(store('photos').get(name) as IDBRequest<Photo | undefined>),
  );
}

/** A photo has arrived: the report names it by its hash from now on. */
export async function photoSent(report: Report, name: string, hash: string): Promise<Report> {
  const hashes = (report.args['photo'] as string[] | undefined) ?? [];
  const next = {
    ...report,
    args: { ...report.args, photo: [...hashes, hash] },
    photos: report.photos.filter((one) => one !== name),
  };
  await inside(['reports', 'photos'], 'readwrite', (store) => {
    store('reports').put(next);
    store('photos').delete(name);
  });
  return next;
}

export async function refuse(report: Report, said: Said): Promise<Report> {
  const next: Report = { ...report, state: 'refused', said };
  await settle([next]);
  return next;
}

/** Takes a report off the phone: its writer says so, never the app by itself. */
export async function drop(report: Report): Promise<void> {
  await inside(['reports', 'photos'], 'readwrite', (store) => {
    for (const name of report.photos) store('photos').delete(name);
    store('reports').delete(report.id);
  });
}

/** Lets go of what arrived more than `shownFor` ago. */
export async function sweep(now = Date.now(), shownFor = kShownFor): Promise<void> {
  await inside(['reports'], 'readwrite', async (store) => {
    const all = await value(store('reports').getAll() as IDBRequest<Report[]>);
    for (const one of all) {
      if (one.state === 'sent' && (one.sent ?? 0) <= now - shownFor) store('reports').delete(one.id);
    }
  });
}
