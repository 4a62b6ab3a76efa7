// Asking the server. What is refused comes back as a Refusal, in the reader's words.
import { language } from './language.svelte';
import { uuid7 } from './uuid';

export class Refusal extends Error {
  constructor(
    readonly status: number, // 0: no answer came
    readonly code: string,
    readonly what: string,
    readonly mend: string,
    readonly retryAfter = 0, // seconds
  ) {
    super(what);
  }
}

const kCsrf = 'adem.csrf';
const silent = {
  id: ['Server tidak menjawab.', 'Periksa sambungan ke server, lalu coba lagi.'],
  en: ['The server does not answer.', 'Check the connection to the server and try again.'],
} as const;

let loggedOut: () => void = () => {};
/** What is to happen when the server no longer knows who asks. */
export function onLoggedOut(then: () => void): void {
  loggedOut = then;
}

export function keepCsrf(text: string | null): void {
  if (text === null) localStorage.removeItem(kCsrf);
  else localStorage.setItem(kCsrf, text);
}

export async function refusal(answer: Response): Promise<Refusal> {
  const said = await answer.json().catch(() => null);
  const error = said?.error ?? {};
  return new Refusal(
    answer.status,
    error.code ?? 'http',
    error.what ?? `HTTP ${answer.status}`,
    error.mend ?? '',
    Number(answer.headers.get('Retry-After') ?? 0),
  );
}

/** No answer came. */
export function silence(): Refusal {
  const [what, mend] = silent[language()];
  return new Refusal(0, 'silent', what, mend);
}

export type Query = Record<string, string | number | boolean | undefined>;

export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}

async function ask(method: string, path: string, body?: BodyInit, type?: string): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': language() };
  if (type) headers['Content-Type'] = type;
  const csrf = localStorage.getItem(kCsrf);
  if (method !== 'GET' && csrf) headers['X-Adem-CSRF'] = csrf;
  let answer: Response;
  try {
    answer = await fetch(path, { method, headers, body, credentials: 'same-origin' });
  } catch {
    throw silence();
  }
  if (answer.ok) return answer;
  const error = await refusal(answer);
  if (error.status === 401 && !path.endsWith('/login')) loggedOut();
  throw error;
}

export async function get<T>(path: string, query: Query = {}): Promise<T> {
  return (await ask('GET', address(path, query))).json();
}

export async function getText(path: string, query: Query = {}): Promise<string> {
  return (await ask('GET', address(path, query))).text();
}

export async function post<T>(path: string, body: unknown = {}): Promise<T> {
  const answer = await ask('POST', path, JSON.stringify(body), 'application/json');
  return answer.status === 204 ? (undefined as T) : answer.json(); // 204: done, and nothing to say
}

export async function remove(path: string): Promise<void> {
  await ask('DELETE', path);
}

export async function postFile<T>(path: string, file: Blob, type: string): Promise<T> {
  return (await ask('POST', path, file, type)).json();
}

export interface Done {
  id: string;
  status: number;
  repeated: boolean;
  result?: Record<string, unknown>;
}

/** One act of the desk. Its id makes it count once, however often it is sent. */
export function act(name: string, args: Record<string, unknown>, id: string = uuid7()): Promise<Done> {
  return post<Done>('/api/v1/acts', { id, act: name, args });
}
