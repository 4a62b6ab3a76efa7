// How soon the field app is usable on a bad line (400 kbit/s, 400 ms for a round trip) and a slow
// phone (a quarter of this machine's speed), and how much it weighs.
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterField, kept } from './field';
import { House } from './house';

let house: House;
beforeAll(async () => {
  house = await House.open('2024-11-26T15:00', ['pkd-guntung']);
});
afterAll(() => house.close());

// Without the watch over strange hosts that other tests have: it stands between the page and every file.
async function phone(): Promise<{ page: Page; context: BrowserContext }> {
  const context = await house.browser.newContext({ viewport: { width: 360, height: 740 } });
  return { page: await context.newPage(), context };
}

async function slow(page: Page): Promise<{ bytes: () => number; requests: () => number }> {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  session.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
    requests += 1;
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return { bytes: () => bytes, requests: () => requests };
}

test('the first visit', async () => {
  const { page } = await phone();
  const line = await slow(page);
  const began = performance.now();
  await page.goto(`${house.url}/lapangan/`, { waitUntil: 'commit' });
  await page.locator('#handle').fill('pkd-guntung'); // it takes what is typed
  const seconds = (performance.now() - began) / 1000;
  console.log(`first visit: usable after ${seconds.toFixed(2)} s, ${line.bytes()} bytes in ${line.requests()} answers with their heads`);
  expect(line.bytes()).toBeLessThan(60_000);
  expect(seconds).toBeLessThan(5); // measured 2.2 to 2.8 s
});

test('a repeated visit', async () => {
  const { page, context } = await phone();
  await enterField(page, house.url, 'pkd-guntung');
  await kept(page);
  await page.close();
  // The page's own clock, from the start of the navigation to the first station in the document: what
  // the test itself asks of the slowed page is no part of it.
  await context.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('main ul a')) return;
      seen.disconnect();
      requestAnimationFrame(() => Object.assign(globalThis, { listAt: performance.now() }));
    });
    seen.observe(document, { childList: true, subtree: true });
  });
  const times: number[] = [];
  for (let n = 0; n < 5; ++n) {
    const again = await context.newPage();
    await slow(again);
    await again.goto(`${house.url}/lapangan/`, { waitUntil: 'commit' });
    await again.locator('main ul a').first().waitFor();
    times.push((await again.evaluate(() => (globalThis as unknown as { listAt: number }).listAt)) / 1000);
    await again.close();
  }
  console.log(`repeated visits: the list after ${times.map((one) => one.toFixed(2)).join(', ')} s`);
  // The bar is 1 s on a machine of its own (docs/performance.md); here others take their share of it.
  expect(Math.min(...times)).toBeLessThan(2);
});

test('the whole app without the map', async () => {
  const worker = await (await fetch(`${house.url}/lapangan/sw.js`)).text();
  const files = [...new Set([...worker.matchAll(/"(\/(?:assets|lapangan|icon)[^"]*)"/g)].map(([, file]) => file!))];
  expect(files.length).toBeGreaterThan(20);
  let bytes = 0;
  for (const file of files) {
    const answer = await fetch(house.url + file, { headers: { 'Accept-Encoding': 'gzip' } });
    expect([file, answer.status]).toEqual([file, 200]);
    if (/Peta/.test(file)) continue;
    const size = Number(answer.headers.get('content-length'));
    expect(size).toBeGreaterThan(0);
    bytes += size;
  }
  console.log(`the whole app without the map: ${bytes} bytes in ${files.length} files`);
  expect(bytes).toBeLessThan(150_000);
});
