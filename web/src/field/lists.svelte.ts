// What the phone takes along for a day without signal: the stations of its area, the questions and
// checklists in both languages, and the pages of stations that were opened.
import { Refusal } from '../kit/api';
import { language, type Language } from '../kit/language.svelte';
import { hasEnded, who } from './account.svelte';
import { ask } from './server';
import { inside, read, value, write } from './store/db';
import { onTold, tell } from './tabs';

export interface Station {
  key: string;
  name: string;
  area: string;
  status: string; // as reported, or what the day makes of no report
  computed: string | null; // one of the five of the outlook
  reason: string | null; // in words
  disagree: boolean;
  as_of: string | null;
  lat: number | null;
  lon: number | null;
}

export interface Choice {
  code: string;
  text: string;
}

export interface Questions {
  witness: { code: string; text: string; choices?: Choice[] }[];
  checklist: { item: string; duty: string; text: string }[];
  incidents: Choice[];
  gravities: Choice[];
}

interface Kept {
  at: number; // ms, the phone's clock
  stations: Station[];
  total: number;
}

const kPage = 200;
const kMost = 2000; // of a phone; who oversees more searches at the desk
const kFresh = 600_000;

let kept = $state.raw<Kept | null>(null);
let questions = $state.raw<Partial<Record<Language, Questions>>>({});
let loading = $state(false);
let trouble = $state<unknown>(null);

export const lists = {
  get stations(): readonly Station[] {
    return kept?.stations ?? [];
  },
  get total() {
    return kept?.total ?? 0;
  },
  get at() {
    return kept?.at ?? null;
  },
  get questions(): Questions | undefined {
    return questions[language()] ?? questions.id ?? questions.en;
  },
  get loading() {
    return loading;
  },
  get trouble() {
    return trouble;
  },
  station(key: string): Station | undefined {
    return kept?.stations.find((one) => one.key === key);
  },
};

// What the phone holds, beside what was fetched meanwhile: the newer stays.
let owner = ''; // whose stations are kept
let recalled: Promise<void> = Promise.resolve();
/** What the phone remembers: asks nobody. */
export function recall(): Promise<void> {
  recalled = recallNow();
  return recalled;
}

async function recallNow(): Promise<void> {
  const account = who.account;
  if (!account) {
    kept = null;
    return;
  }
  if (owner !== account.handle) kept = null;
  owner = account.handle;
  const found = await read<Kept>('stations', account.handle);
  if (found && owner === account.handle && found.at >= (kept?.at ?? 0)) kept = found;
  questions = { ...(await read<typeof questions>('kept', 'questions')), ...questions };
}

interface Row {
  station: string;
  name: string;
  area: string;
  status: string;
  computed?: string | null;
  reason_text?: string | null;
  disagree: boolean;
  as_of: string | null;
  lat?: number | null;
  lon?: number | null;
}

const stationOf = (row: Row): Station => ({
  key: row.station,
  name: row.name,
  area: row.area,
  status: row.status,
  computed: row.computed ?? null,
  reason: row.reason_text ?? null,
  disagree: row.disagree,
  as_of: row.as_of,
  lat: row.lat ?? null,
  lon: row.lon ?? null,
});

async function loadStations(token: string, area: string, handle: string): Promise<void> {
  const stations: Station[] = [];
  let total = 1;
  while (stations.length < Math.min(total, kMost)) {
    const { body } = await ask<{ stations: Row[]; total: number }>('GET', '/api/v1/stations', {
      token,
      query: { area, offset: stations.length, limit: kPage },
    });
    total = body.total;
    if (body.stations.length === 0) break;
    stations.push(...body.stations.map(stationOf));
    // The first page shows at once; the phone keeps the list when it is whole.
    if (!kept) kept = { at: Date.now(), stations: [...stations], total };
  }
  stations.sort((a, b) => (a.key < b.key ? -1 : 1));
  kept = { at: Date.now(), stations, total };
  await write('stations', handle, kept);
}

async function loadQuestions(token: string): Promise<void> {
  for (const lang of [language(), language() === 'id' ? 'en' : 'id'] as Language[]) {
    const { body } = await ask<Questions>('GET', '/api/v1/questions', { token, query: { lang } });
    questions = { ...questions, [lang]: body };
  }
  await write('kept', 'questions', questions);
}

/** Brings the lists up to date where they are not fresh; `now`: in any case. */
export async function update(now = false): Promise<void> {
  await recalled;
  const account = who.account;
  if (!account || account.ended || loading) return;
  if (!now && kept && Date.now() - kept.at < kFresh && questions[language()]) return;
  loading = true;
  trouble = null;
  try {
    await loadQuestions(account.token);
    await loadStations(account.token, account.area, account.handle);
    tell('lists');
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) await hasEnded();
    trouble = error;
  }
  loading = false;
}

export function open(): void {
  onTold('account', () => void recall().then(() => update()));
  onTold('lists', () => void recall());
  void update();
}

export interface Page {
  at: number;
  page: Record<string, unknown>;
}

/** The page of a station as it was last seen, and how to see it anew. */
export async function keptPage(key: string): Promise<Page | undefined> {
  return read<Page>('pages', `${who.account?.handle ?? ''} ${key}`);
}

export async function freshPage(key: string): Promise<Page> {
  const account = who.account;
  if (!account) throw new Refusal(401, 'ended', '', '');
  const { body } = await ask<Record<string, unknown>>('GET', `/api/v1/stations/${encodeURIComponent(key)}`, {
    token: account.token,
    patience: 15_000,
  });
  const page = { at: Date.now(), page: body };
  await inside(['pages'], 'readwrite', async (store) => {
    store('pages').put(page, `${account.handle} ${key}`);
    // The oldest give way.
    const keys = await value(store('pages').getAllKeys());
    if (keys.length > 300) store('pages').delete(keys[0]!);
  });
  return page;
}
