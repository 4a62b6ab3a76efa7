// The stations that were opened last, by account: small, and nothing is lost with it.
const key = (handle: string): string => `adem.lapangan.terakhir.${handle}`;

export function recent(handle: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(handle)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

export function visited(handle: string, station: string): void {
  try {
    const next = [station, ...recent(handle).filter((one) => one !== station)].slice(0, 5);
    localStorage.setItem(key(handle), JSON.stringify(next));
  } catch {
    // storage is full: the list of stations is still there
  }
}
