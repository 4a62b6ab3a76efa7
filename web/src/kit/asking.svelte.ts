// A form of one act, opened over the page by whoever wants to record something.
import { act } from './api';

export interface Field {
  name: string; // of the act's argument
  label: string;
  kind?: 'line' | 'text' | 'day' | 'moment' | 'choice' | 'number' | 'stations' | 'many' | 'flag';
  value?: string | string[];
  needed?: boolean;
  help?: string;
  choices?: readonly (readonly [value: string, label: string])[]; // of a choice
  known?: readonly string[]; // suggestions for a line
}

export interface Asked {
  title: string;
  about?: string; // what it is about: the claim, the promise
  send: string;
  said: string; // once it is recorded
  fields: readonly Field[];
  act: string;
  given?: Record<string, unknown>; // arguments that nobody types
  run?: (args: Record<string, unknown>, id: string) => Promise<unknown>; // where it is no act
  then?: (result: unknown) => void;
}

let now = $state.raw<Asked | null>(null);

export const asking = {
  get now() {
    return now;
  },
};

export function ask(what: Asked): void {
  now = what;
}

export function endAsking(): void {
  now = null;
}

export type Values = Record<string, string | string[] | boolean>;

/** What the fields hold as arguments of the act; what was left empty is not said. */
export function argsOf(asked: Asked, values: Values): Record<string, unknown> {
  const args: Record<string, unknown> = { ...asked.given };
  for (const field of asked.fields) {
    const value = values[field.name];
    if (value === undefined || value === '' || value === false) continue;
    if (typeof value === 'string') {
      const text = value.trim();
      if (text !== '') args[field.name] = field.kind === 'number' ? Number(text) : text;
    } else if (!Array.isArray(value) || value.length > 0) args[field.name] = value;
  }
  return args;
}

export async function send(asked: Asked, args: Record<string, unknown>, id: string): Promise<unknown> {
  if (asked.run) return asked.run(args, id);
  return (await act(asked.act, args, id)).result ?? {};
}
