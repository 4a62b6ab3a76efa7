// A list that comes in pages, the first at once and the others when they are scrolled to. A list of
// a nation is never held whole.
import { get, type Query } from '../../kit/api';

interface Answer<T> {
  stations: T[];
  total: number;
}

export class Paged<T, A extends Answer<T>> {
  rows = $state.raw<T[]>([]);
  answer = $state.raw<A | null>(null); // of the newest page: summary and the like
  error = $state.raw<unknown>(null);
  busy = $state(false);
  #query: Query = {};
  #turn = 0;

  constructor(
    private readonly path: string,
    private readonly size = 60,
  ) {}

  get whole(): boolean {
    return this.answer !== null && this.rows.length >= this.answer.total;
  }

  /** From the top, with other filters. */
  async ask(query: Query): Promise<void> {
    this.#query = query;
    await this.#load(0, this.size);
  }

  /** What is shown, once more: something of it has changed. */
  async again(): Promise<void> {
    await this.#load(0, Math.max(this.size, Math.min(this.rows.length, 1000)));
  }

  async more(): Promise<void> {
    if (this.busy || this.whole || this.answer === null) return;
    await this.#load(this.rows.length, this.size);
  }

  async #load(offset: number, limit: number): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    try {
      const answer = await get<A>(this.path, { ...this.#query, offset, limit });
      if (turn !== this.#turn) return; // a newer question is under way
      this.rows = offset === 0 ? answer.stations : [...this.rows, ...answer.stations];
      this.answer = answer;
      this.error = null;
    } catch (caught) {
      if (turn === this.#turn) this.error = caught;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}
