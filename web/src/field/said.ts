// What the page of a station says, as plain data for the screen and for a message.
import { statusName } from '../kit/status';
import type { Language } from '../kit/language.svelte';
import { moment } from '../kit/time';
import type { Choice } from './lists.svelte';

export interface Reported {
  office: string;
  status: string;
  as_of: string;
  water_cm: number | null;
  note: string;
}

export interface Known {
  status: string | null; // computed
  reason: string | null;
  reports: Reported[]; // newest first
  disagree: boolean;
  told: { by: string; text: string }[];
  incidents: { text: string; at: string; gravity: string }[];
  checks: Map<string, Set<string>>; // item: what offices said of it
  exercise: boolean;
}

type Json = Record<string, unknown>;
const text = (from: unknown): string => (typeof from === 'string' ? from : '');
const fields = (from: unknown): Json => (from !== null && typeof from === 'object' ? (from as Json) : {});
const list = (from: unknown): Json[] => (Array.isArray(from) ? from.map(fields) : []);

export function known(page: Json): Known {
  const outlook = fields(page['outlook']);
  const reports = Object.entries(fields(page['reports'])).map(([office, said]) => {
    const one = fields(said);
    return {
      office,
      status: text(one['status']),
      as_of: text(one['as_of']),
      water_cm: typeof one['water_cm'] === 'number' ? one['water_cm'] : null,
      note: text(one['note']),
    };
  });
  return {
    status: text(outlook['status']) || null,
    reason: text(fields(outlook['reason'])['text']) || text(outlook['reason_text']) || null,
    reports: reports.filter((one) => one.status !== '').sort((a, b) => (a.as_of < b.as_of ? 1 : -1)),
    disagree: page['disagree'] === true,
    told: list(page['told']).map((one) => ({ by: text(one['by']), text: text(one['text']) })),
    incidents: list(page['incidents']).map((one) => ({
      text: text(one['text']),
      at: text(one['at']),
      gravity: text(one['gravity']),
    })),
    checks: new Map(
      list(page['checklist']).map((one) => [
        text(one['item']),
        new Set(Object.values(fields(one['said'])).map((said) => text(fields(said)['done']))),
      ]),
    ),
    exercise: page['exercise'] === true,
  };
}

export function named(choices: readonly Choice[] | undefined, code: string): string {
  return choices?.find((one) => one.code === code)?.text ?? code;
}

/** The server's words as a sentence of their own. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "KPPS" of "kpps:99.01.01.1001": offices are known by what they are. */
export function officeShort(office: string): string {
  return office.split(':')[0]!.toUpperCase();
}

const kMessage = {
  id: { stamp: 'LATIHAN - DATA BUATAN', says: 'menurut', water: 'air', by: 'Dari adem' },
  en: { stamp: 'LATIHAN - DATA BUATAN', says: 'says', water: 'water', by: 'From adem' },
} as const;

/** A message fit for WhatsApp: what is known of a station, with its hour and its source. */
export function message(name: string, about: Known, language: Language): string {
  const say = kMessage[language];
  const lines = [about.exercise ? say.stamp : '', `*${name}*`];
  if (about.status) lines.push(statusName(about.status, language) + (about.reason ? `: ${about.reason}` : ''));
  for (const one of about.reports.slice(0, 3)) {
    const water = one.water_cm === null ? '' : `, ${say.water} ${one.water_cm} cm`;
    const source = language === 'id' ? `${say.says} ${officeShort(one.office)}` : `${officeShort(one.office)} ${say.says}`;
    lines.push(`- ${source}: ${statusName(one.status, language)}${water} (${moment(one.as_of, language)})`);
  }
  for (const one of about.told.slice(0, 3)) lines.push(`- ${one.by}: ${one.text}`);
  lines.push(`${say.by}.`);
  return lines.filter((line) => line !== '').join('\n');
}
