// Hours, dates and numbers as people here write them. The zone is the workspace's, never the phone's.
import type { Language } from './language.svelte';

let zone = 'Asia/Jakarta';
export function setZone(name: string): void {
  zone = name;
}

const kShort: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** WIB, WITA, WIT; elsewhere the distance to UTC. */
export function zoneName(): string {
  const known = kShort[zone];
  if (known) return known;
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts();
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

type When = string | number | Date;
const formats = new Map<string, Intl.DateTimeFormat>();
function formatted(when: When, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = language + zone + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { timeZone: zone, ...options });
    formats.set(key, format);
  }
  return format.format(new Date(when));
}

/** "07.00" or "07:00" */
export function hour(when: When, language: Language): string {
  const text = formatted(when, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return language === 'id' ? text.replace(':', '.') : text;
}

/** "pukul 07.00 WIB" or "07:00 WIB" */
export function clock(when: When, language: Language): string {
  return `${language === 'id' ? 'pukul ' : ''}${hour(when, language)} ${zoneName()}`;
}

/** "Rabu, 27 November 2024" or "27 Nov 2024" */
export function day(when: When, language: Language): string {
  // A bare date is a day, not an instant: noon UTC is that day from Aceh to Papua.
  const at = typeof when === 'string' && when.length === 10 ? `${when}T05:00:00Z` : when;
  return language === 'id'
    ? formatted(at, 'id', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    : formatted(at, 'en', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** "27 Nov" */
export function shortDay(when: When, language: Language): string {
  const at = typeof when === 'string' && when.length === 10 ? `${when}T05:00:00Z` : when;
  return formatted(at, language, { day: 'numeric', month: 'short' });
}

/** "Rab, 27 Nov" */
export function weekday(when: When, language: Language): string {
  return formatted(when, language, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** "27 Nov, pukul 07.00 WIB" */
export function shortMoment(when: When, language: Language): string {
  return `${shortDay(when, language)}, ${clock(when, language)}`;
}

export function moment(when: When, language: Language): string {
  return language === 'id'
    ? `${day(when, 'id')} ${clock(when, 'id')}`
    : `${day(when, 'en')}, ${clock(when, 'en')}`;
}

/** "3 menit lalu", "2 hours ago": how old something is. */
export function age(seconds: number, language: Language): string {
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ];
  const format = new Intl.RelativeTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { numeric: 'always' });
  for (const [size, unit] of steps) {
    if (seconds >= size) return format.format(-Math.floor(seconds / size), unit);
  }
  return language === 'id' ? 'baru saja' : 'just now';
}

export function number(value: number, language: Language, digits = 0): string {
  return value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Depths are kept in whole centimetres and said in metres: "0,35 m". */
export function metres(centimetres: number, language: Language): string {
  return `${number(centimetres / 100, language, 2)} m`;
}

/** Chances are said as tenths: "4 dari 10"; never surer than the forecast. */
export function tenths(chance: number, language: Language): string {
  const of = language === 'id' ? 'dari' : 'of';
  if (chance > 0 && chance < 0.05) return language === 'id' ? 'kurang dari 1 dari 10' : 'less than 1 of 10';
  return `${Math.round(chance * 10)} ${of} 10`;
}
