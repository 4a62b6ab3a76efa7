// What the tests of the field app have in common: logging in, and writing as a person does.
import type { Page } from 'playwright-core';
import { kPassword } from './house';

export async function enterField(page: Page, url: string, handle: string): Promise<void> {
  await page.goto(`${url}/lapangan/`);
  await page.locator('#handle').fill(handle);
  await page.locator('#password').fill(kPassword);
  await page.locator('form button.main').click();
  await page.locator('#search').waitFor();
  await page.locator('main ul a').first().waitFor();
}

/** The keys of the stations that the app lists. */
export async function keys(page: Page): Promise<string[]> {
  const links = await page.locator('main ul a').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).hash));
  return [...new Set(links.map((hash) => decodeURIComponent(hash.split('/')[2] ?? '')))];
}

/** Opens a screen of a station without leaving the page. */
export async function open(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.locator('main h1').waitFor();
}

/** Waits until the worker keeps the app. */
export async function kept(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.active?.state === 'activated';
  });
}

export interface Counted {
  waiting: number;
  sent: number;
  refused: number;
}

/** What the phone's own store says. */
export async function counted(page: Page): Promise<Counted> {
  return page.evaluate(
    () =>
      new Promise<Counted>((good, bad) => {
        const asked = indexedDB.open('adem-lapangan');
        asked.onerror = () => bad(asked.error);
        asked.onsuccess = () => {
          const all = asked.result.transaction('reports').objectStore('reports').getAll();
          all.onsuccess = () => {
            const counts: Counted = { waiting: 0, sent: 0, refused: 0 };
            for (const one of all.result as { state: keyof Counted }[]) counts[one.state] += 1;
            asked.result.close();
            good(counts);
          };
        };
      }),
  );
}

export async function until(what: () => Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; ; await new Promise((later) => setTimeout(later, 150))) {
    if (await what()) return;
    if (Date.now() > end) throw new Error('waited in vain');
  }
}
