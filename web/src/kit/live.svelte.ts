// What is recorded, as it happens. Events say that something changed and where, never the text; a
// view asks again for what it shows.
import { address } from './api';

export interface News {
  kind: string;
  subject?: string;
  area?: string;
  at?: string;
}

let connected = $state(false);
let heard = $state(0);
const listeners = new Set<(news: News) => void>();
let source: EventSource | undefined;

export const live = {
  get connected() {
    return connected;
  },
  get heard() {
    return heard;
  },
};

export function connect(area = ''): void {
  source?.close();
  source = new EventSource(address('/api/v1/events', { area }));
  source.onopen = () => {
    connected = true;
    tell({ kind: 'resume' });
  };
  source.onerror = () => {
    connected = false;
  };
  const take = (event: MessageEvent<string>) => {
    tell(parsed(event.data));
  };
  source.onmessage = take;
  for (const name of ['resume', 'recorded', 'room', 'outlook', 'register']) source.addEventListener(name, take);
}

export function disconnect(): void {
  source?.close();
  source = undefined;
  connected = false;
}

/** Everything that is shown is asked for again. */
export function lookAgain(): void {
  tell({ kind: 'resume' });
}

function parsed(data: string): News {
  try {
    return JSON.parse(data) as News;
  } catch {
    return { kind: 'resume' };
  }
}

function tell(news: News): void {
  ++heard;
  for (const listener of listeners) listener(news);
}

/** Calls `look` soon after news that `concerns` says matter, once for a burst. Returns how to stop. */
export function onNews(look: () => void, concerns: (news: News) => boolean = () => true): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const listener = (news: News) => {
    if (waiting || !(news.kind === 'resume' || concerns(news))) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      look();
    }, 300);
  };
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    clearTimeout(waiting);
  };
}
