// What can be written down about proposals, decisions and what follows from them, as sheets.
import { ask, type Field } from '../../kit/asking.svelte';
import { isVoting, usualBasis, type Action, type Decision, type Dossier, type Item } from './dossier';
import { words } from './words';

export interface Law {
  code: string;
  name: string; // article and what it says
}

function legalField(law: readonly Law[], about: string, value: string): Field {
  const say = words();
  if (!isVoting(about)) return { name: 'legal', label: say.legalFree, needed: true, value };
  return { name: 'legal', label: say.legal, kind: 'choice', needed: true, value, choices: law.map((one) => [one.code, one.name]) };
}

export function propose(about: string, law: readonly Law[]): void {
  const say = words();
  const moves = about === 'relocation';
  const venues: Field[] = [
    { name: 'from-venue', label: say.fromVenue },
    { name: 'to-venue', label: say.toVenue, needed: true },
  ];
  const legal = legalField(law, about, usualBasis(about, law.map((one) => one.code)));
  ask({
    title: say.about[about] ?? about,
    send: say.propose,
    said: say.proposeSaid,
    act: 'proposal.make',
    given: { about },
    fields: [
      { name: 'stations', label: say.stations, kind: 'stations' },
      { name: 'area', label: say.whole },
      ...(moves ? venues : []),
      { name: 'reason', label: say.reason, kind: 'text', needed: true, help: say.reasonHelp },
      { ...legal, needed: isVoting(about) },
    ],
  });
}

export function decide(dossier: Dossier, law: readonly Law[]): void {
  const say = words();
  const about = dossier.proposal?.about ?? '';
  ask({
    title: say.decide,
    about: dossier.proposal?.reason,
    send: say.decide,
    said: say.decideSaid,
    act: 'decision.make',
    given: { proposal: dossier.id },
    fields: [
      { name: 'verdict', label: say.verdictLabel, kind: 'choice', needed: true, choices: Object.entries(say.verdict) },
      legalField(law, about, dossier.proposal?.legal ?? ''),
      { name: 'number', label: say.numberLabel },
      { name: 'valid-from', label: say.validFromLabel, kind: 'moment' },
      { name: 'note', label: say.note, kind: 'text', help: say.noteHelp },
    ],
  });
}

export function forward(dossier: Dossier): void {
  const say = words();
  ask({
    title: say.forward,
    about: dossier.proposal?.reason,
    send: say.forward,
    said: say.forwardSaid,
    act: 'proposal.forward',
    given: { proposal: dossier.id },
    fields: [{ name: 'note', label: say.note, kind: 'text' }],
  });
}

/** Takes back what this office wrote: a proposal, a decision, a notice, an action. */
export function withdraw(act: string, given: Record<string, string>, about?: string): void {
  const say = words();
  ask({
    title: say.withdraw,
    about,
    send: say.withdraw,
    said: say.withdrawSaid,
    act,
    given,
    fields: [{ name: 'why', label: say.why, needed: true }],
  });
}

export function publish(decision: Decision): void {
  const say = words();
  ask({ title: say.publish, about: say.publishAbout, send: say.publish, said: say.publishSaid, act: 'notice.publish', given: { decision: decision.id }, fields: [] });
}

export function addAction(decision: Decision): void {
  const say = words();
  ask({
    title: say.action,
    send: say.action,
    said: say.actionSaid,
    act: 'action.add',
    given: { decision: decision.id },
    fields: [
      { name: 'text', label: say.actionText, kind: 'text', needed: true },
      { name: 'due', label: say.dueLabel, kind: 'day', needed: true },
      { name: 'owner', label: say.actionOwner, help: say.actionOwnerHelp },
      { name: 'stations', label: say.stations, kind: 'stations' },
    ],
  });
}

export function done(item: Pick<Item, 'origin' | 'id' | 'text'> | Action): void {
  const say = words();
  const promise = 'origin' in item && item.origin === 'meeting';
  ask({
    title: say.done,
    about: item.text,
    send: say.done,
    said: say.doneSaid,
    act: promise ? 'meeting.kept' : 'action.done',
    given: promise ? { promise: item.id } : { action: item.id },
    fields: [{ name: 'evidence', label: say.evidence, kind: 'text', needed: true, help: say.evidenceHelp }],
  });
}
