// The board over a list as large as a nation's, in Debian's Chromium with its software renderer:
// until the first map, from a pan or a zoom to the next presented frame, memory of the page.
//   ADEM_URL=http://127.0.0.1:8080 HANDLE=… PASSWORD=… node bench/board.mjs
// against a running `adem serve`. Prints one line a figure.
import { chromium } from 'playwright-core';

const { ADEM_URL: url = 'http://127.0.0.1:8080', HANDLE: handle = '', PASSWORD: password = '' } = process.env;
const browser = await chromium.launch({
  executablePath: process.env.ADEM_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
await page.goto(url);
await page.locator('#handle').fill(handle);
await page.locator('#password').fill(password);
await page.locator('form button.main').click();
await page.locator('header nav').waitFor({ state: 'attached' });

// First map: a fresh load of the board until the canvas shows tiles and nothing is under way.
const firsts = [];
for (let n = 0; n < 5; ++n) {
  await page.goto('about:blank');
  const began = performance.now();
  await page.goto(`${url}/#/papan`);
  await page.locator('.map[data-drawn]').waitFor();
  firsts.push(performance.now() - began);
}

// From the event, by its own stamp, to the second animation frame after it: the first carries the
// change, the second begins when it was presented.
await page.evaluate(() => {
  globalThis.times = [];
  const take = (event) => {
    if (event.type === 'mousemove' && event.buttons === 0) return;
    requestAnimationFrame(() => requestAnimationFrame(() => globalThis.times.push(performance.now() - event.timeStamp)));
  };
  for (const type of ['mousemove', 'wheel']) addEventListener(type, take, { capture: true, passive: true });
});
const box = await page.locator('.map canvas').boundingBox();
const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
const before = await page.locator('.map').screenshot();
for (let n = 0; n < 24; ++n) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + (n % 2 ? -90 : 90), y + (n % 3 ? 20 : -20), { steps: 4 });
  await page.mouse.up();
  await page.mouse.wheel(0, n % 6 < 3 ? -240 : 240);
  await page.waitForTimeout(300);
  if (n === 0 && before.equals(await page.locator('.map').screenshot())) throw new Error('the map does not move');
}
const moves = await page.evaluate(() => globalThis.times);
const share = (of, part) => [...of].sort((a, b) => a - b)[Math.floor(part * (of.length - 1))].toFixed(0);
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');
const { metrics } = await session.send('Performance.getMetrics');
const heap = metrics.find((one) => one.name === 'JSHeapUsedSize').value / 1e6;
console.log(`first map: median ${share(firsts, 0.5)} ms of ${firsts.length}, worst ${share(firsts, 1)} ms`);
console.log(`pan or zoom to the next presented frame: median ${share(moves, 0.5)} ms, p95 ${share(moves, 0.95)} ms of ${moves.length}`);
console.log(`heap of the page's main thread: ${heap.toFixed(0)} MB`);
const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
const { readFileSync } = await import('node:fs');
for (const one of processInfo.filter((each) => each.type === 'renderer')) {
  const pss = /Pss:\s+(\d+)/.exec(readFileSync(`/proc/${one.id}/smaps_rollup`, 'utf8'))?.[1];
  console.log(`renderer process: ${(Number(pss) / 1000).toFixed(0)} MB (proportional set)`);
}
await browser.close();
