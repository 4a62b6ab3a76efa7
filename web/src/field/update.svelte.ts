// The worker that keeps the app on the phone, and how a newer app takes its place: not while
// reports wait.
let ready = $state(false);
let waiting: ServiceWorker | null = null;

export const update = {
  get ready() {
    return ready;
  },
};

function look(registration: ServiceWorkerRegistration): void {
  waiting = registration.waiting;
  ready = waiting !== null && navigator.serviceWorker.controller !== null;
}

/** Where there is none (plain HTTP), the open tab is all there is; the frame says so. */
export async function register(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const registration = await navigator.serviceWorker.register('/lapangan/sw.js', { scope: '/lapangan/' });
  look(registration);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => look(registration));
  });
  setInterval(() => void registration.update().catch(() => {}), 3_600_000);
}

export function install(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage('take over');
}
