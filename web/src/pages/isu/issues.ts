// Claims as the server tells them, and what a page may conclude from them.

export interface Issue {
  id: string;
  area: string;
  station?: string;
  topic: string | null;
  text: string | null; // null: taken out of the book
  status: 'unverified' | 'disputed' | 'checked' | 'drafted' | 'answered' | 'closed' | 'handed-over';
  verdict: string;
  at: string;
  raised: string;
  by: string;
  heard: number;
  places: Record<string, number>;
  owners?: string[];
  forwarded: string[];
  waiting: string[]; // answers that wait for a second reader
  released: string[]; // answers that are out
  handed?: { to: string; why: string };
  due?: string;
  overdue: boolean;
  group?: string;
}

export interface AnswerOut {
  id: string;
  office: string;
  by: string;
  text: string;
  source: string;
  verdict: string;
  at: string;
  read?: { release: boolean; office: string; at: string; note?: string };
}

/** What may be read out in a hall: checked, and answered or closed. */
export function readable(issue: Issue): boolean {
  const checked = ['true', 'false', 'misleading'].includes(issue.verdict);
  return checked && (issue.status === 'closed' || issue.status === 'answered');
}
