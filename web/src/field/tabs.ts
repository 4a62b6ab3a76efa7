// What one tab did, the others see.
type Topic = 'outbox' | 'account' | 'lists';

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('adem-lapangan') : undefined;
const listeners = new Map<Topic, Set<() => void>>();
const first = new Map<Topic, () => Promise<void>>();

const hear = (topic: Topic) => {
  for (const listener of listeners.get(topic) ?? []) listener();
};

channel?.addEventListener('message', (event: MessageEvent<Topic>) => {
  void (first.get(event.data)?.() ?? Promise.resolve()).then(() => hear(event.data));
});

/** Tells this tab and the others. */
export function tell(topic: Topic): void {
  channel?.postMessage(topic);
  hear(topic);
}

export function onTold(topic: Topic, then: () => void): void {
  const those = listeners.get(topic) ?? new Set();
  those.add(then);
  listeners.set(topic, those);
}

/** What is read again before anybody here hears what another tab did. */
export function onFar(topic: Topic, read: () => Promise<void>): void {
  first.set(topic, read);
}
