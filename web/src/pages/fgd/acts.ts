// What can be written down in a meeting, as sheets.
import { ask } from '../../kit/asking.svelte';
import { post } from '../../kit/api';
import { session } from '../../kit/session.svelte';
import { dueDay, officesOf, type Agenda, type Commitment, type Meeting, type Question } from './meeting';
import { words } from './words';

/** What all sheets of a meeting need to know. */
export interface Table {
  meeting: Meeting;
  vote?: string; // day of the vote, where it is known
  stages: readonly string[]; // names, in the reader's language
}

export function callMeeting(then: (id: string) => void): void {
  const say = words();
  const me = session.me;
  ask({
    title: say.fresh,
    about: say.agendaUsual,
    send: say.call,
    said: say.called,
    act: 'meeting.new',
    fields: [
      { name: 'title', label: say.title, needed: true, value: say.titleUsual },
      { name: 'starts', label: say.starts, kind: 'moment', needed: true },
      { name: 'place', label: say.place },
      { name: 'convener', label: say.convener, needed: true, value: me?.office_name },
      { name: 'invite', label: say.invite, kind: 'many' },
      { name: 'letter-number', label: say.letter },
      { name: 'area', label: say.area, value: me?.area },
    ],
    then: (result) => then((result as { id: string }).id),
  });
}

export function record(table: Table, what: 'question' | 'promise' | 'obstacle' | 'attendance'): void {
  if (what === 'question') askQuestion(table);
  else if (what === 'promise') promise(table);
  else if (what === 'obstacle') obstacle(table);
  else attend(table);
}

function askQuestion(table: Table): void {
  const say = words();
  ask({
    title: say.question,
    send: say.question,
    said: say.questionSaid,
    act: 'meeting.ask',
    given: { meeting: table.meeting.id },
    fields: [
      { name: 'office', label: say.asker, needed: true, known: officesOf(table.meeting) },
      { name: 'question', label: say.questionText, kind: 'text', needed: true },
      { name: 'station', label: say.station, kind: 'stations' },
    ],
  });
}

export function answer(table: Table, question: Question): void {
  const say = words();
  ask({
    title: say.answer,
    about: `${question.office}: ${question.text}`,
    send: say.answer,
    said: say.answerSaid,
    act: 'meeting.answer',
    given: { meeting: table.meeting.id, question: question.id },
    fields: [
      { name: 'office', label: say.answerer, needed: true, known: officesOf(table.meeting) },
      { name: 'answer', label: say.answerText, kind: 'text', needed: true },
    ],
  });
}

/** `from`: what the promise grows out of, with its office and its words. */
export function promise(
  table: Table,
  from: { about?: string; office?: string; text?: string; question?: string; stations?: string[] } = {},
): void {
  const say = words();
  ask({
    title: say.promise,
    about: from.about,
    send: say.promise,
    said: say.promiseSaid,
    act: 'meeting.commit',
    given: { meeting: table.meeting.id, ...(from.question ? { question: from.question } : {}) },
    fields: [
      { name: 'office', label: say.owner, needed: true, value: from.office, known: officesOf(table.meeting) },
      { name: 'promise', label: say.promiseText, kind: 'text', needed: true, value: from.text },
      { name: 'due', label: say.dueDay, kind: 'day', needed: true, value: dueDay(session.me?.today ?? table.meeting.starts.slice(0, 10), table.vote) },
      { name: 'station', label: say.station, kind: 'stations', value: from.stations },
    ],
  });
}

function obstacle(table: Table): void {
  const say = words();
  ask({
    title: say.obstacle,
    send: say.obstacle,
    said: say.obstacleSaid,
    act: 'meeting.obstacle',
    given: { meeting: table.meeting.id },
    fields: [
      { name: 'effect', label: say.effect, kind: 'text', needed: true },
      { name: 'stage', label: say.stage, known: table.stages },
      { name: 'place', label: say.where },
      { name: 'step', label: say.step },
      { name: 'owner', label: say.stepOwner, known: officesOf(table.meeting) },
      { name: 'due', label: say.dueDay, kind: 'day', value: '' },
    ],
  });
}

function attend(table: Table): void {
  const say = words();
  const here = new Set(table.meeting.attendance.map((one) => one.office));
  ask({
    title: say.attend,
    send: say.attend,
    said: say.attendSaid,
    act: 'meeting.attend',
    given: { meeting: table.meeting.id },
    fields: [
      { name: 'office', label: say.office, needed: true, known: table.meeting.invited.filter((one) => !here.has(one)) },
      { name: 'name', label: say.name, help: say.nameHelp },
      { name: 'role', label: say.role },
      { name: 'absent', label: say.isAbsent, kind: 'flag' },
    ],
  });
}

export function note(table: Table, item: Agenda): void {
  const say = words();
  ask({
    title: item.title,
    send: say.note,
    said: say.noteSaid,
    act: 'meeting.note',
    given: { meeting: table.meeting.id, item: item.number },
    fields: [{ name: 'text', label: say.noteText, kind: 'text', needed: true, value: item.notes, help: item.notes === '' ? undefined : say.noteHelp }],
  });
}

export function kept(commitment: Pick<Commitment, 'id' | 'owner' | 'text'>): void {
  const say = words();
  ask({
    title: say.keptNow,
    about: `${commitment.owner}: ${commitment.text}`,
    send: say.keptNow,
    said: say.keptSaid,
    act: 'meeting.kept',
    given: { promise: commitment.id },
    fields: [{ name: 'evidence', label: say.evidence, kind: 'text', help: say.evidenceHelp }],
  });
}

export function withdraw(id: string, about: string): void {
  const say = words();
  ask({
    title: say.withdrawTitle,
    about,
    send: say.withdraw,
    said: say.withdrawSaid,
    act: 'meeting.withdraw',
    given: { id },
    fields: [{ name: 'why', label: say.why, needed: true, help: say.withdrawHelp }],
  });
}

export function closeMeeting(table: Table): void {
  const say = words();
  ask({
    title: say.close,
    about: say.closeAbout,
    send: say.close,
    said: say.closeSaid,
    act: 'meeting.close',
    given: { meeting: table.meeting.id },
    fields: [{ name: 'closing', label: say.closing, kind: 'text' }],
  });
}

export interface Waiting {
  id: string;
  at: string;
  office: string;
  text: string;
  station: string;
}

export function accept(table: Table, waiting: Waiting, then: () => void): void {
  const say = words();
  ask({
    title: say.acceptTitle,
    send: say.accept,
    said: say.questionSaid,
    act: '',
    run: (args) => post(`/api/v1/meetings/${encodeURIComponent(table.meeting.id)}/room/${waiting.id}/accept`, args),
    fields: [
      { name: 'office', label: say.asker, needed: true, value: waiting.office || say.from, known: officesOf(table.meeting) },
      { name: 'text', label: say.questionText, kind: 'text', needed: true, value: waiting.text },
      { name: 'stations', label: say.station, kind: 'stations', value: waiting.station ? [waiting.station] : [] },
    ],
    then,
  });
}
