// Where the reader is, in the address after '#', so that back, forward and a copied link work:
// "#/papan/99.01…?hour=12".

export interface Route {
  page: string;
  rest: string[];
  query: URLSearchParams;
}

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const words = path.split('/').map(decoded);
  return { page: words[0] ?? '', rest: words.slice(1).filter((word) => word !== ''), query: new URLSearchParams(query) };
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word; // somebody's half-copied link
  }
}

export function link(page: string, rest: string[] = [], query: Record<string, string> = {}): string {
  const path = [page, ...rest].map(encodeURIComponent).join('/');
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return `#/${path}${text === '' ? '' : `?${text}`}`;
}

let current = $state<Route>(readRoute(globalThis.location?.hash ?? ''));
globalThis.addEventListener?.('hashchange', () => {
  current = readRoute(location.hash);
});

export const route = {
  get page() {
    return current.page;
  },
  get rest() {
    return current.rest;
  },
  get query() {
    return current.query;
  },
};

export function go(to: string): void {
  location.hash = to;
}

/** Changes the address without a step in the history: for what changes often, like the hour. */
export function settle(to: string): void {
  history.replaceState(null, '', to);
  current = readRoute(to);
}
