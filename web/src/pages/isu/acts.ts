// What can be written down about a claim, as sheets.
import { ask } from '../../kit/asking.svelte';
import type { AnswerOut, Issue } from './issues';
import { words } from './words';

export function heardAgain(issue: Pick<Issue, 'id' | 'text'>, then?: () => void): void {
  const say = words();
  ask({
    title: say.heardAgain,
    about: issue.text ?? undefined,
    send: say.heardAgain,
    said: say.heardSaid,
    act: 'issue.heard',
    given: { issue: issue.id },
    fields: [
      { name: 'heard', label: say.times, kind: 'number', value: '1' },
      { name: 'channel', label: say.channel, kind: 'choice', value: 'other', choices: Object.entries(say.channels) },
      { name: 'area', label: say.areaCode },
      { name: 'at', label: say.at, kind: 'moment', help: say.atHelp },
    ],
    then,
  });
}

export function check(issue: Issue): void {
  const say = words();
  const results = ['true', 'false', 'misleading', 'unknown'].map((code) => [code, say.verdict[code] ?? code] as const);
  ask({
    title: say.check,
    about: issue.text ?? undefined,
    send: say.check,
    said: say.checkSaid,
    act: 'issue.check',
    given: { issue: issue.id },
    fields: [
      { name: 'verdict', label: say.verdictLabel, kind: 'choice', needed: true, choices: results },
      { name: 'source', label: say.source, needed: true, help: say.sourceHelp },
      { name: 'note', label: say.note, kind: 'text' },
    ],
  });
}

export function forward(issue: Issue, name: (kind: string) => string): void {
  const say = words();
  ask({
    title: say.forward,
    about: issue.text ?? undefined,
    send: say.forward,
    said: say.forwardSaid,
    act: 'issue.forward',
    given: { issue: issue.id },
    fields: [{ name: 'to', label: say.forwardTo, kind: 'choice', needed: true, choices: (issue.owners ?? []).map((one) => [one, name(one)] as const) }],
  });
}

export function answer(issue: Issue): void {
  const say = words();
  ask({
    title: say.answer,
    about: issue.text ?? undefined,
    send: say.answer,
    said: say.answerSaid,
    act: 'issue.answer',
    given: { issue: issue.id },
    fields: [
      { name: 'text', label: say.answerText, kind: 'text', needed: true },
      { name: 'source', label: say.source, needed: true, help: say.sourceHelp },
    ],
  });
}

export function read(of: AnswerOut): void {
  const say = words();
  ask({ title: say.read, about: of.text, send: say.read, said: say.readSaid, act: 'issue.read', given: { answer: of.id }, fields: [] });
}

export function sendBack(of: AnswerOut): void {
  const say = words();
  ask({
    title: say.sendBack,
    about: of.text,
    send: say.sendBack,
    said: say.backSaid,
    act: 'issue.read',
    given: { answer: of.id, back: true },
    fields: [{ name: 'note', label: say.why, kind: 'text', needed: true }],
  });
}

export function closeOrReopen(issue: Issue): void {
  const say = words();
  const closed = issue.status === 'closed';
  ask({
    title: closed ? say.reopen : say.close,
    about: issue.text ?? undefined,
    send: closed ? say.reopen : say.close,
    said: closed ? say.reopenSaid : say.closeSaid,
    act: closed ? 'issue.reopen' : 'issue.close',
    given: { issue: issue.id },
    fields: [{ name: 'why', label: say.why, needed: true }],
  });
}

export function handOver(issue: Issue, then: (text: string) => void): void {
  const say = words();
  ask({
    title: say.handOver,
    about: say.handOverAbout,
    send: say.handOver,
    said: say.handOverSaid,
    act: 'issue.hand-over',
    given: { issue: issue.id },
    fields: [
      { name: 'to', label: say.forwardTo, kind: 'choice', needed: true, value: 'bawaslu', choices: [['bawaslu', 'Bawaslu'], ['gakkumdu', 'Gakkumdu']] },
      { name: 'why', label: say.why, needed: true },
    ],
    then: (result) => then((result as { text?: string }).text ?? ''),
  });
}
