// Light or dark: as the device says until the reader says otherwise.
export type Theme = 'light' | 'dark';
const kKey = 'adem.theme';
const device = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

let chosen = $state<Theme | null>((localStorage.getItem(kKey) as Theme | null) ?? null);
let dark = $state(device?.matches ?? false);
device?.addEventListener('change', (event) => {
  dark = event.matches;
  show();
});

export function theme(): Theme {
  return chosen ?? (dark ? 'dark' : 'light');
}

export function choose(next: Theme): void {
  chosen = next;
  localStorage.setItem(kKey, next);
  show();
}

export function show(): void {
  document.documentElement.dataset.theme = theme();
}
