// The quarter-hours of the station clock: from noon of the day before to dawn of the day after.

export interface Hours {
  from: string;
  step_s: number;
  steps: number;
}

export function instantOf(hours: Hours, step: number): Date {
  return new Date(Date.parse(hours.from) + step * hours.step_s * 1000);
}

/** The step that holds an instant, within the window. */
export function stepOf(hours: Hours, when: string | Date): number {
  const seconds = (new Date(when).getTime() - Date.parse(hours.from)) / 1000;
  return Math.max(0, Math.min(hours.steps - 1, Math.floor(seconds / hours.step_s)));
}

/** The step of an instant that lies in the window; null of any other. */
export function stepWithin(hours: Hours, when: Date): number | null {
  const seconds = (when.getTime() - Date.parse(hours.from)) / 1000;
  return seconds >= 0 && seconds < hours.steps * hours.step_s ? stepOf(hours, when) : null;
}

/** Whether an instant is before the midnight at which voting day begins. */
export function isDayBefore(hours: Hours, when: string): boolean {
  return Date.parse(when) < Date.parse(hours.from) + 12 * 3_600_000;
}

/** Stretches of equal chance, as a strip is drawn from. null is not known. */
export function runs(chance: readonly (number | null)[]): { from: number; to: number; chance: number | null }[] {
  const found: { from: number; to: number; chance: number | null }[] = [];
  chance.forEach((value, step) => {
    const last = found.at(-1);
    if (last && last.chance === value) last.to = step + 1;
    else found.push({ from: step, to: step + 1, chance: value });
  });
  return found;
}
