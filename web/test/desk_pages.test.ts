import { expect, test } from 'vitest';
import { answerState, mayAnswer, mayCheck, mayRead, readable, shownId, type AnswerOut, type Issue } from '../src/pages/isu/issues';
import { daysBetween, inOrder, span, type Stage } from '../src/pages/tahapan/stages';
import { isVoting, mayDecide, mayForward, mayPublish, mayWithdraw, usualBasis, type Decision, type Dossier } from '../src/pages/tindak/dossier';

const issue = (more: Partial<Issue> = {}): Issue => ({
  id: 'i1', area: '14.72.05', topic: 'procedure', text: 'TPS 001 pindah', status: 'unverified', verdict: '', at: '', raised: '',
  by: 'pkd:14.72.05.1003', heard: 1, places: {}, owners: ['kpu-provinsi', 'kpu'], forwarded: [], waiting: [], released: [], overdue: false, ...more,
});
const kpu = { office: 'kpu:14.72', rights: ['report', 'check', 'second-read', 'read-claims', 'decide-voting', 'decide-own'] };
const ppk = { office: 'ppk:14.72.05', rights: ['report', 'second-read', 'read-claims', 'propose', 'decide-own'] };
const polsek = { office: 'polsek:14.72.05', rights: ['report', 'decide-own'] };

test('a hall is shown what was checked and answered or closed, and nothing that was not', () => {
  expect(readable(issue())).toBe(false);
  expect(readable(issue({ verdict: 'false', status: 'checked' }))).toBe(false);
  expect(readable(issue({ verdict: 'false', status: 'drafted' }))).toBe(false);
  expect(readable(issue({ verdict: 'false', status: 'answered' }))).toBe(true);
  expect(readable(issue({ verdict: 'true', status: 'closed' }))).toBe(true);
  expect(readable(issue({ verdict: 'unknown', status: 'closed' }))).toBe(false);
  expect(readable(issue({ verdict: 'disputed', status: 'disputed' }))).toBe(false);
});

test('only the office that owns the fact is offered to say whether it is true', () => {
  expect(mayCheck(issue(), kpu)).toBe(true);
  expect(mayCheck(issue({ topic: 'hazard', owners: ['bpbd'] }), kpu)).toBe(false);
  expect(mayCheck(issue(), ppk)).toBe(false);
  expect(mayCheck(issue({ status: 'closed' }), kpu)).toBe(false);
  expect(mayAnswer(issue({ verdict: 'false', status: 'checked' }), ppk)).toBe(true);
  expect(mayAnswer(issue(), ppk)).toBe(false);
  expect(mayAnswer(issue({ verdict: 'false', status: 'checked' }), polsek)).toBe(false);
});

test('an answer is let out by another office, and is stale once the result has changed', () => {
  const draft: AnswerOut = { id: 'i1.j1', office: 'ppk:14.72.05', text: 'x', source: 'y', verdict: 'false', at: '' };
  const open = issue({ verdict: 'false', status: 'drafted', waiting: ['i1.j1'] });
  expect(mayRead(open, draft, ppk)).toBe(false);
  expect(mayRead(open, draft, kpu)).toBe(true);
  expect(answerState(open, draft)).toBe('waiting');
  const read = (release: boolean) => ({ ...draft, read: { release, office: 'kpu:14.72', at: '', note: '' } });
  expect(answerState(issue({ released: ['i1.j1'] }), read(true))).toBe('out');
  expect(answerState(issue(), read(true))).toBe('stale');
  expect(answerState(issue(), read(false))).toBe('back');
  expect(shownId('i1~7f3a9c21.j2~00aa')).toBe('i1.j2');
});

const dossier = (more: Partial<Dossier> = {}): Dossier => ({
  id: 'p1', shown: 'p1', area: '14.72.05', status: 'pending', forwards: [], decisions: [], actions: [], notices: [], last_day: null,
  proposal: { id: 'p1', shown: 'p1', by: ppk.office, at: '', redacted: false, broken: '', about: 'relocation' }, ...more,
});

test('about voting the proposer never decides; its own duty an office decides itself', () => {
  expect(mayDecide(dossier(), kpu)).toBe(true);
  expect(mayDecide(dossier(), ppk)).toBe(false);
  expect(mayDecide(dossier({ proposal: { ...dossier().proposal!, by: kpu.office } }), kpu)).toBe(false);
  const deployment = dossier({ proposal: { ...dossier().proposal!, by: polsek.office, about: 'deployment' } });
  expect(mayDecide(deployment, polsek)).toBe(true);
  expect(mayDecide(dossier({ status: 'approved' }), kpu)).toBe(false);
  expect(mayForward(dossier({ status: 'to-forward' }), ppk)).toBe(true);
  expect(mayForward(dossier({ status: 'to-forward' }), polsek)).toBe(false);
  expect(mayWithdraw(dossier(), ppk)).toBe(true);
  expect(mayWithdraw(dossier(), kpu)).toBe(false);
});

test('what stands approved about voting is published once, by who decided it', () => {
  const decision: Decision = { id: 'p1.k1', shown: 'p1.k1', by: kpu.office, at: '', redacted: false, broken: '', verdict: 'approved', withdrawn: null };
  const approved = dossier({ status: 'approved', decisions: [decision] });
  expect(mayPublish(approved, decision, kpu)).toBe(true);
  expect(mayPublish(approved, decision, ppk)).toBe(false);
  expect(mayPublish({ ...approved, status: 'conflict' }, decision, kpu)).toBe(false);
  expect(mayPublish(approved, { ...decision, withdrawn: 'keliru' }, kpu)).toBe(false);
  const out = { ...approved, notices: [{ id: 'p1.n1', shown: 'p1.n1', by: kpu.office, at: '', redacted: false, broken: '', decision: 'p1.k1', state: 'published' }] };
  expect(mayPublish(out, decision, kpu)).toBe(false);
});

test('a proposal starts from the legal line of its own way', () => {
  const codes = ['station-place', 'lanjutan', 'susulan', 'ulang'];
  expect(usualBasis('susulan', codes)).toBe('susulan');
  expect(usualBasis('relocation', codes)).toBe('station-place');
  expect(usualBasis('deployment', codes)).toBe('');
  expect(usualBasis('susulan', [])).toBe('');
  expect(isVoting('delivery')).toBe(false);
});

test('stages lie in the order of the calendar, with today before what has not begun', () => {
  const stage = (code: string, from: string, to: string, phase: Stage['phase']): Stage => ({
    stage: code, name_id: code, name_en: code, mark: 'V', from, to, changed: null, phase, not_ready: 0, unknown: 0, obstacles: 0, overdue: 0,
  });
  const vote = stage('vote', '2024-11-27', '2024-11-27', 'next');
  const campaign = stage('campaign', '2024-09-25', '2024-11-23', 'past');
  const quiet = stage('quiet', '2024-11-24', '2024-11-26', 'running');
  const order = inOrder([vote, campaign, quiet]);
  expect(order.stages.map((one) => one.stage)).toEqual(['campaign', 'quiet', 'vote']);
  expect(order.today).toBe(2);
  expect(inOrder([campaign]).today).toBe(1);
  expect(daysBetween('2024-11-20', '2024-11-27')).toBe(7);
  expect(span({ from: '2024-11-23', to: '2024-11-23' }, '2024-11-21', '2024-11-24')).toEqual({ start: 50, length: 25 });
});
