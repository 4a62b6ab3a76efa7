// A meeting as the server tells it, and what a page may conclude from it.

export interface Attendee {
  id: string;
  office: string;
  name: string;
  role: string;
  present: boolean;
  withdrawn_why: string;
}
export interface Agenda {
  number: number;
  code: string;
  title: string;
  notes: string;
}
export interface Answer {
  id: string;
  office: string;
  text: string;
  at: string;
  withdrawn_why: string;
}
export interface Question {
  id: string;
  number: number;
  office: string;
  text: string;
  stations: string[];
  answers: Answer[];
  withdrawn_why: string;
}
export interface Commitment {
  id: string;
  number: number;
  meeting: string;
  owner: string;
  text: string;
  due: string;
  stations: string[];
  question: string;
  kept_at: string | null;
  kept_on: string;
  evidence: string;
  withdrawn_why: string;
}
export interface Obstacle {
  id: string;
  number: number;
  stage: string;
  place: string;
  effect: string;
  step: string;
  owner: string;
  due: string;
  withdrawn_why: string;
}
export interface Summary {
  id: string;
  title: string;
  starts: string;
  place: string;
  convener: string;
  opened_at: string | null;
  closed_at: string | null;
  withdrawn_why: string;
  questions: number;
  commitments: number;
  commitments_open: number;
}
export interface Meeting {
  id: string;
  title: string;
  starts: string;
  opened_at: string | null;
  closed_at: string | null;
  place: string;
  convener: string;
  area: string;
  letter_number: string;
  invited: string[];
  agenda: Agenda[];
  attendance: Attendee[];
  questions: Question[];
  commitments: Commitment[];
  obstacles: Obstacle[];
  carried: Commitment[];
  closing: string;
  withdrawn_why: string;
  exercise: boolean;
}

export type Phase = 'called' | 'running' | 'closed' | 'withdrawn';

export function phaseOf(meeting: Pick<Meeting, 'opened_at' | 'closed_at' | 'withdrawn_why'>): Phase {
  if (meeting.withdrawn_why !== '') return 'withdrawn';
  if (meeting.closed_at) return 'closed';
  return meeting.opened_at ? 'running' : 'called';
}

/** What stands: not withdrawn. */
export function standing<T extends { withdrawn_why: string }>(items: readonly T[]): T[] {
  return items.filter((one) => one.withdrawn_why === '');
}

/** The meeting to show first: one that runs, else the newest that did not fall away. */
export function firstToShow(meetings: readonly Summary[]): Summary | undefined {
  const real = standing(meetings);
  return real.findLast((one) => phaseOf(one) === 'running') ?? real.at(-1);
}

export function isOverdue(promise: Commitment, today: string): boolean {
  return !promise.kept_at && promise.withdrawn_why === '' && promise.due < today;
}

/** Unkept promises of earlier meetings: what is still open first, overdue before the rest. */
export function carriedFirst(carried: readonly Commitment[]): Commitment[] {
  const rank = (one: Commitment) => (one.kept_at ? 1 : 0);
  return standing(carried).sort((a, b) => rank(a) - rank(b) || a.due.localeCompare(b.due));
}

/** Offices that can be named in this meeting, each once, as they were written. */
export function officesOf(meeting: Meeting): string[] {
  const all = [
    meeting.convener,
    ...meeting.invited,
    ...standing(meeting.attendance).map((one) => one.office),
    ...standing(meeting.questions).map((one) => one.office),
    ...standing(meeting.commitments).map((one) => one.owner),
  ];
  return [...new Set(all.filter((one) => one !== ''))];
}

/** A first proposal for a due day: three days on, but the day before the vote at the latest. */
export function dueDay(today: string, vote: string | undefined): string {
  const plus = (date: string, days: number) =>
    new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const soon = plus(today, 3);
  if (!vote || vote <= today) return soon;
  const eve = plus(vote, -1);
  if (eve < today) return today;
  return eve < soon ? eve : soon;
}

/** The item that a key asks for: arrows go on and back, digits go there. */
export function itemAfter(key: string, item: number, count: number): number {
  if (key === 'ArrowRight' || key === 'PageDown') return Math.min(count, item + 1);
  if (key === 'ArrowLeft' || key === 'PageUp') return Math.max(1, item - 1);
  if (/^[1-9]$/.test(key) && Number(key) <= count) return Number(key);
  return item;
}
