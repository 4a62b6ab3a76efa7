// The server's clock and the phone's. Hours that are sent follow the server's; both are kept.
import { read, write } from './store/db';

const kAlike = 90_000; // ms: nobody minds

let offset = $state<number | null>(null);
let learned = 0; // by the phone's clock

export const clock = {
  /** ms to add to the phone's clock; null where no server was ever met. */
  get offset() {
    return offset;
  },
  /** Whether the phone's clock is so far off that its owner should know. */
  get differs() {
    return offset !== null && Math.abs(offset) > kAlike;
  },
  /** Now, by the server's clock as far as it is known. */
  now(): number {
    return Date.now() + (offset ?? 0);
  },
  get age() {
    return Date.now() - learned;
  },
};

export async function recall(): Promise<void> {
  offset = (await read<number>('kept', 'offset')) ?? null;
}

/** `server`: its time as just heard. It is older than the answer took to come, so never ahead. */
export async function learn(server: number): Promise<void> {
  learned = Date.now();
  offset = server - learned;
  await write('kept', 'offset', offset);
}
