// Asking the server with the token of this phone. Every answer says what time it is there.
import { address, Refusal, refusal, silence, type Query } from '../kit/api';
import { language } from '../kit/language.svelte';

export interface Heard<T> {
  body: T;
  /** ms; the server's clock as the answer's head names it, null where it does not. */
  date: number | null;
}

const kPatience = 30_000; // a slow line is slow, a dead one is let go

export async function ask<T>(
  method: string,
  path: string,
  { token, body, type, query, lang, patience = kPatience }: {
    token?: string;
    body?: BodyInit;
    type?: string;
    query?: Query;
    lang?: string;
    patience?: number;
  } = {},
): Promise<Heard<T>> {
  const headers: Record<string, string> = { 'Accept-Language': lang ?? language() };
  if (token) headers['Authorization'] = `Bearer ${token}`;
  if (type) headers['Content-Type'] = type;
  let answer: Response;
  let read: unknown = null;
  try {
    // Without cookies: whoever is logged in at the desk in this browser is not who reports here.
    const init: RequestInit = { method, headers, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(patience) };
    if (body !== undefined) init.body = body;
    answer = await fetch(address(path, query), init);
    if (answer.ok && answer.status !== 204) read = await answer.json();
  } catch {
    throw silence();
  }
  if (!answer.ok) throw await refusal(answer);
  const date = Date.parse(answer.headers.get('Date') ?? '');
  return { body: read as T, date: Number.isNaN(date) ? null : date };
}

export function askJson<T>(method: string, path: string, token: string, body: unknown, patience?: number): Promise<Heard<T>> {
  return ask<T>(method, path, {
    token,
    body: JSON.stringify(body),
    type: 'application/json',
    ...(patience === undefined ? {} : { patience }),
  });
}

export function isSilent(error: unknown): boolean {
  return error instanceof Refusal && error.status === 0;
}

/** Something is wrong on the way, or at the server for a while: try again later. */
export function isPassing(error: unknown): boolean {
  return error instanceof Refusal && (error.status === 0 || error.status === 429 || error.status >= 500 || error.status === 408);
}
