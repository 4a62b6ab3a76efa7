// Claims as the server tells them, and what a page may conclude from them. The server judges every
// step again; this only decides which buttons are worth showing.

export interface Issue {
  id: string;
  area: string;
  station?: string;
  topic: string | null;
  text: string | null; // null: taken out of the book
  status: 'unverified' | 'disputed' | 'checked' | 'drafted' | 'answered' | 'closed' | 'handed-over';
  verdict: string;
  at: string;
  raised: string;
  by: string;
  heard: number;
  places: Record<string, number>;
  owners?: string[]; // kinds of offices
  forwarded: string[];
  waiting: string[]; // answers that wait for a second reader
  released: string[]; // answers that are out
  handed?: { to: string; why: string };
  due?: string;
  overdue: boolean;
  group?: string;
}

export interface AnswerOut {
  id: string;
  office: string;
  text: string;
  source: string;
  verdict: string;
  at: string;
  read?: { release: boolean; office: string; at: string; note: string };
}

export interface WholeIssue extends Issue {
  checks?: Record<string, { verdict: string; source: string; note: string; at: string }>;
  answers: AnswerOut[];
  closed?: { by: string; at: string; why: string };
}

export interface List {
  sees: 'claims' | 'closed';
  issues: Issue[];
  groups: { lead: string; members: string[]; confirmed: boolean; least: number }[];
  alarms: { issue: string; count: number; places: number; hours: number }[];
  places: { area: string; open: number; closed: number; heard: number }[];
}

export interface Office {
  office: string; // "ppk:14.72.05"
  rights: readonly string[];
}

/** What may be read out in a hall: checked, and answered or closed. */
export function readable(issue: Issue): boolean {
  return isChecked(issue) && (issue.status === 'closed' || issue.status === 'answered');
}

function isChecked(issue: Issue): boolean {
  return ['true', 'false', 'misleading'].includes(issue.verdict);
}

export function isOpen(issue: Issue): boolean {
  return issue.status !== 'closed' && issue.status !== 'handed-over';
}

/** Only the office that owns the fact says whether a claim is true. */
export function mayCheck(issue: Issue, who: Office): boolean {
  const kind = who.office.split(':')[0] ?? '';
  return isOpen(issue) && issue.text !== null && who.rights.includes('check') && (issue.owners ?? []).includes(kind);
}

export function mayAnswer(issue: Issue, who: Office): boolean {
  return isOpen(issue) && isChecked(issue) && who.rights.includes('read-claims') && who.rights.includes('report');
}

/** A second reader is of another office than the writer. */
export function mayRead(issue: Issue, answer: AnswerOut, who: Office): boolean {
  return isOpen(issue) && answer.read === undefined && answer.office !== who.office && who.rights.includes('second-read');
}

export function mayJudge(who: Office): boolean {
  return who.rights.includes('read-claims') && (who.rights.includes('check') || who.rights.includes('second-read'));
}

export function answerState(issue: Issue, answer: AnswerOut): 'out' | 'waiting' | 'back' | 'stale' {
  if (issue.released.includes(answer.id)) return 'out';
  if (answer.read === undefined) return 'waiting';
  return answer.read.release ? 'stale' : 'back';
}

/** "i1" of "i1~7f3a": what the server understands either way, and people read. */
export function shownId(id: string): string {
  return id.replace(/~[0-9a-f]+/g, '');
}
