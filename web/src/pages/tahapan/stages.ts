// The calendar of stages as the server tells it.

export interface Stage {
  stage: string;
  name_id: string;
  name_en: string;
  mark: string;
  from: string; // first and last day
  to: string;
  changed: { area: string; office: string; legal: string; from: string; to: string } | null;
  phase: 'past' | 'running' | 'next';
  not_ready: number;
  unknown: number;
  obstacles: number;
  overdue: number;
}
export interface Item {
  id: string;
  item: string;
  owner: string;
  due: string;
  overdue: boolean;
  station: string;
  area: string;
  ready: 'yes' | 'no' | 'unknown' | 'disagree';
  said: Record<string, { ready: string | null; note: string; at: string }>;
}
export interface Obstacle {
  id: string;
  shown: string;
  place: string;
  effect: string;
  step: string;
  owner: string;
  due: string;
  overdue: boolean;
  station: string;
  office: string;
  open: boolean;
  meeting?: string;
}
export interface WholeStage extends Omit<Stage, 'obstacles'> {
  changes: { area: string; office: string; legal: string; from: string; to: string; note?: string }[];
  items: Item[];
  obstacles: Obstacle[];
  exercise: boolean;
}

/** Days from one date to another, both ISO. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** In the order of the calendar, with the place of today: before the first stage that has not begun. */
export function inOrder(stages: readonly Stage[]): { stages: Stage[]; today: number } {
  const sorted = stages.toSorted((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
  const next = sorted.findIndex((one) => one.phase === 'next');
  return { stages: sorted, today: next < 0 ? sorted.length : next };
}

/** Where a stage lies in the whole calendar, in hundredths of its length. */
export function span(stage: { from: string; to: string }, first: string, last: string): { start: number; length: number } {
  const whole = daysBetween(first, last) + 1;
  return {
    start: (100 * daysBetween(first, stage.from)) / whole,
    length: (100 * (daysBetween(stage.from, stage.to) + 1)) / whole,
  };
}
