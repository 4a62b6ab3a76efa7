// Published decisions, and how somebody finds his own among them.

export interface Notice {
  id: string;
  about: string;
  stations: string[] | null;
  station_names?: Record<string, string>;
  from_venue: string | null;
  to_venue: string | null;
  valid_from: string | null;
  by: string | null;
  number: string | null;
  article: string;
  published: string;
  exercise: boolean;
  text?: { id: string; en: string }; // the notice in words
}

/** "TPS 003 Guntung", "3 guntung", "guntung 003": digits without leading noughts, words as they come. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '' && word !== 'tps')
    .map((word) => word.replace(/^0+(?=\d)/, ''));
}

export function fits(notice: Notice, search: string): boolean {
  const asked = wordsOf(search);
  if (asked.length === 0) return true;
  return namesOf(notice).some((name) => {
    const has = wordsOf(name);
    return asked.every((word) => has.some((one) => (/^\d+$/.test(word) ? one === word : one.startsWith(word))));
  });
}

export function namesOf(notice: Notice): string[] {
  return (notice.stations ?? []).map((key) => notice.station_names?.[key] ?? key);
}
