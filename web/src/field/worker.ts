// Keeps the app on the phone. The list of its files and their version are written in by the build
// (build/worker.ts). What is kept is one version, whole: the page and its files always fit together.
export {};

declare const ADEM_FILES: readonly string[];
declare const ADEM_VERSION: string;
const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const kPage = '/lapangan/';
const files = new Set(ADEM_FILES);
const kCache = `adem-lapangan-${ADEM_VERSION}`;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(kCache).then((cache) => cache.addAll([...files].map((file) => new Request(file, { cache: 'no-cache' })))),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('adem-lapangan-') && name !== kCache).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

// A newer app waits until the page says that nothing of the old one is left to send.
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  const path = request.mode === 'navigate' && url.pathname === kPage ? kPage : url.pathname;
  if (!files.has(path)) return; // reports and lists go to the server, always
  event.respondWith(
    caches
      .open(kCache)
      .then((cache) => cache.match(path, { ignoreVary: true }))
      .then((kept) => kept ?? fetch(request)),
  );
});
