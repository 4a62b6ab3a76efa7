// Proposals and decisions as the server tells them, and the next steps that an office may take. The
// server judges every step again; this only decides which buttons are worth showing.

interface Basis {
  code: string;
  text_id: string;
  text_en: string;
  article: string;
  mark: string;
}
interface Entry {
  id: string;
  shown: string;
  by: string;
  at: string;
  redacted: boolean;
  broken: string; // the rule it breaks; empty: none
}
export interface Proposal extends Entry {
  about?: string;
  stations?: string[];
  areas?: string[];
  from_venue?: string;
  to_venue?: string;
  reason?: string;
  legal?: string;
  basis?: Basis | null;
}
export interface Decision extends Entry {
  verdict?: string;
  number?: string;
  legal?: string;
  basis?: Basis | null;
  valid_from?: string;
  note?: string;
  withdrawn: string | null;
}
export interface Action extends Entry {
  decision?: string;
  owner?: string;
  text?: string;
  due?: string;
  state: string;
}
export interface Notice extends Entry {
  decision?: string;
  state: string;
}
export interface Dossier {
  id: string;
  shown: string;
  area: string;
  status: string;
  proposal: Proposal | null;
  forwards: Entry[];
  decisions: Decision[];
  actions: Action[];
  notices: Notice[];
  last_day: { day: string; days: number; mark: string } | null;
}
export interface Line {
  id: string;
  shown: string;
  area: string;
  status: string;
  about: string;
  stations: string[];
  from_venue: string;
  to_venue: string;
  by: string;
  at: string;
}
export interface Item {
  origin: 'meeting' | 'decision';
  id: string;
  shown: string;
  of: string;
  owner: string;
  text: string;
  due: string;
  stations: string[];
  state: string;
  evidence: string;
}

export interface Office {
  office: string;
  rights: readonly string[];
}

/** About voting, as against an office's own duties. */
export function isVoting(about: string): boolean {
  return !['deployment', 'delivery'].includes(about);
}

export function mayDecide(dossier: Dossier, who: Office): boolean {
  if (dossier.status !== 'pending') return false;
  const voting = isVoting(dossier.proposal?.about ?? '');
  if (voting && dossier.proposal?.by === who.office) return false; // never what it proposed itself
  return who.rights.includes(voting ? 'decide-voting' : 'decide-own');
}

export function mayForward(dossier: Dossier, who: Office): boolean {
  return dossier.status === 'to-forward' && who.rights.includes('propose');
}

export function mayWithdraw(dossier: Dossier, who: Office): boolean {
  return ['pending', 'to-forward'].includes(dossier.status) && dossier.proposal?.by === who.office;
}

export function isStanding(decision: Decision): boolean {
  return decision.withdrawn === null && decision.broken === '' && !decision.redacted;
}

export function mayPublish(dossier: Dossier, decision: Decision, who: Office): boolean {
  const out = dossier.notices.some((one) => one.decision === decision.id && one.state === 'published');
  return (
    !out &&
    isStanding(decision) &&
    decision.verdict === 'approved' &&
    dossier.status === 'approved' &&
    isVoting(dossier.proposal?.about ?? '') &&
    decision.by === who.office
  );
}

/** Offices that have something to do, each once, in the order of the list. */
export function ownersOf(items: readonly Item[]): string[] {
  return [...new Set(items.map((one) => one.owner))];
}

/** The line of the rule book that is proposed for a topic: its own way, or where stations may stand. */
export function usualBasis(about: string, codes: readonly string[]): string {
  if (codes.includes(about)) return about;
  return about === 'relocation' && codes.includes('station-place') ? 'station-place' : '';
}
