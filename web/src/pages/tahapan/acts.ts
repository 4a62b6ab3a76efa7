// What can be written down about a stage, as sheets.
import { ask } from '../../kit/asking.svelte';
import type { Item, Obstacle } from './stages';
import { words } from './words';

function readiness() {
  const say = words();
  return ['yes', 'no', 'unknown'].map((code) => [code, say.ready[code] ?? code] as const);
}

export function schedule(stage: string, from: string, to: string): void {
  const say = words();
  ask({
    title: say.schedule,
    send: say.schedule,
    said: say.scheduleSaid,
    act: 'stage.schedule',
    given: { stage },
    fields: [
      { name: 'from', label: say.from, kind: 'day', needed: true, value: from },
      { name: 'to', label: say.until, kind: 'day', value: to },
      { name: 'legal', label: say.legal, needed: true },
      { name: 'note', label: say.note, kind: 'text' },
    ],
  });
}

export function addItem(stage: string): void {
  const say = words();
  ask({
    title: say.item,
    send: say.item,
    said: say.itemSaid,
    act: 'stage.readiness',
    given: { stage },
    fields: [
      { name: 'item', label: say.itemText, needed: true },
      { name: 'ready', label: say.readyLabel, kind: 'choice', needed: true, value: 'unknown', choices: readiness() },
      { name: 'station', label: say.station },
      { name: 'owner', label: say.owner, help: say.ownerHelp },
      { name: 'due', label: say.due, kind: 'day' },
      { name: 'note', label: say.note, kind: 'text' },
    ],
  });
}

export function sayReady(item: Item): void {
  const say = words();
  ask({
    title: say.say,
    about: item.item,
    send: say.say,
    said: say.saySaid,
    act: 'stage.ready',
    given: { id: item.id },
    fields: [
      { name: 'ready', label: say.readyLabel, kind: 'choice', needed: true, choices: readiness() },
      { name: 'note', label: say.note, kind: 'text' },
    ],
  });
}

export function addObstacle(stage: string): void {
  const say = words();
  ask({
    title: say.obstacle,
    send: say.obstacle,
    said: say.obstacleSaid,
    act: 'obstacle.record',
    given: { stage },
    fields: [
      { name: 'place', label: say.place, needed: true },
      { name: 'effect', label: say.effect, kind: 'text', needed: true },
      { name: 'step', label: say.step },
      { name: 'owner', label: say.owner, help: say.ownerHelp },
      { name: 'due', label: say.due, kind: 'day' },
      { name: 'station', label: say.station },
    ],
  });
}

export function clear(obstacle: Obstacle): void {
  const say = words();
  ask({
    title: say.clear,
    about: `${obstacle.place}: ${obstacle.effect}`,
    send: say.clear,
    said: say.clearSaid,
    act: 'obstacle.clear',
    given: { obstacle: obstacle.id },
    fields: [{ name: 'result', label: say.how, kind: 'text', needed: true }],
  });
}
