// What the phone keeps, in IndexedDB: reports that wait, their photos, and the lists for a day
// without signal. A transaction is on the disk when its promise is kept.

const kName = 'adem-lapangan';
const kVersion = 1;

/** `kept`: single values by name. `reports`: by id, which is by age. `photos`: by a name of their own. */
export type StoreName = 'kept' | 'reports' | 'photos' | 'stations' | 'pages';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((good, bad) => {
    const asked = indexedDB.open(kName, kVersion);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore('kept');
      db.createObjectStore('reports', { keyPath: 'id' }).createIndex('account', 'account');
      db.createObjectStore('photos', { keyPath: 'name' });
      db.createObjectStore('stations');
      db.createObjectStore('pages');
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close(); // a newer app in another tab
      asked.result.onclose = () => (opened = undefined);
      good(asked.result);
    };
    asked.onerror = () => bad(asked.error);
    asked.onblocked = () => bad(new Error('blocked'));
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

/** The value of one request, inside a transaction. */
export function value<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((good, bad) => {
    request.onsuccess = () => good(request.result);
    request.onerror = () => bad(request.error);
  });
}

/** Runs `work` in one transaction, and waits until it is on the disk. */
export async function inside<T>(
  names: StoreName[],
  mode: IDBTransactionMode,
  work: (store: (name: StoreName) => IDBObjectStore) => Promise<T> | T,
): Promise<T> {
  const db = await open();
  const transaction = db.transaction(names, mode, { durability: 'strict' });
  const done = new Promise<void>((good, bad) => {
    transaction.oncomplete = () => good();
    transaction.onabort = () => bad(transaction.error ?? new DOMException('', 'AbortError'));
  });
  done.catch(() => {});
  try {
    const result = await work((name) => transaction.objectStore(name));
    await done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // it has ended already
    }
    throw error;
  }
}

export async function read<T>(name: StoreName, key: IDBValidKey): Promise<T | undefined> {
  return inside([name], 'readonly', (store) => value(store(name).get(key) as IDBRequest<T | undefined>));
}

export async function write(name: StoreName, key: IDBValidKey, what: unknown): Promise<void> {
  await inside([name], 'readwrite', (store) => {
    store(name).put(what, key);
  });
}

export async function forget(name: StoreName, key: IDBValidKey): Promise<void> {
  await inside([name], 'readwrite', (store) => {
    store(name).delete(key);
  });
}

export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
