// Two languages, Indonesian first. A page keeps its sentences in a words.ts beside it, as an object
// for each language; the compiler refuses one that lacks a sentence of the other.

export type Language = 'id' | 'en';

const kKey = 'adem.language';

function first(): Language {
  const asked = new URLSearchParams(globalThis.location?.search ?? '').get('lang');
  const kept = asked ?? globalThis.localStorage?.getItem(kKey);
  return kept === 'en' ? 'en' : 'id';
}

let current = $state<Language>(first());

export function language(): Language {
  return current;
}

export function speak(next: Language): void {
  current = next;
  localStorage.setItem(kKey, next);
  document.documentElement.lang = next;
}

/** The sentences of a page, in the language that is spoken now. */
export function sentences<T>(both: { id: T; en: NoInfer<T> }): () => T {
  return () => both[current];
}
