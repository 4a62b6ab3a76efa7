// Questions on their way from a phone with a bad connection: kept until the server has answered,
// sent again under the same id, so that each is asked once.

export interface Draft {
  id: string; // UUIDv7
  code: string; // of the room
  office: string;
  text: string;
  station: string;
}

/** How sending ended: arrived, refused for good, or to be tried again (after so many seconds). */
export type Outcome = { how: 'sent' } | { how: 'refused'; why: unknown } | { how: 'later'; seconds: number };

export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const kKey = 'adem.ask';
const kLongest = 60; // seconds between two tries

export class Outbox {
  private failures = 0;
  private drafts: Draft[];

  constructor(
    private readonly shelf: Shelf,
    private readonly send: (draft: Draft) => Promise<Outcome>,
  ) {
    this.drafts = this.kept();
  }

  get waiting(): number {
    return this.drafts.length;
  }

  /** False: the phone keeps nothing (storage full or forbidden), so the page has to stay open. */
  put(draft: Draft): boolean {
    this.drafts = [...this.drafts, draft];
    return this.keep();
  }

  /** Sends what waits, oldest first. `again`: seconds until the next try; 0: nothing waits. */
  async flush(): Promise<{ sent: number; refused: { draft: Draft; why: unknown }[]; again: number }> {
    const refused: { draft: Draft; why: unknown }[] = [];
    let sent = 0;
    for (const draft of this.drafts) {
      const outcome = await this.send(draft);
      if (outcome.how === 'later') {
        ++this.failures;
        return { sent, refused, again: Math.max(outcome.seconds, Math.min(kLongest, 2 ** this.failures)) };
      }
      this.failures = 0;
      this.drafts = this.drafts.filter((one) => one.id !== draft.id);
      this.keep();
      if (outcome.how === 'sent') ++sent;
      else refused.push({ draft, why: outcome.why });
    }
    return { sent, refused, again: 0 };
  }

  private kept(): Draft[] {
    try {
      const kept: unknown = JSON.parse(this.shelf.getItem(kKey) ?? '[]');
      return Array.isArray(kept) ? (kept as Draft[]) : [];
    } catch {
      return [];
    }
  }

  private keep(): boolean {
    try {
      this.shelf.setItem(kKey, JSON.stringify(this.drafts));
      return true;
    } catch {
      return false;
    }
  }
}

/** A code as people type it: any case, spaces and dashes left out. */
export function tidyCode(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}
