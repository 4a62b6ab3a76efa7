// The board over a list as large as a nation's, in Debian's Chromium with its software renderer:
// until the first map, from a pan or a zoom to the next presented frame, memory of the page.
//   ADEM_URL=http://127.0.0.1:8080 HANDLE=… PASSWORD=… npx vite-node bench/board.ts
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
const firsts: number[] = [];
for (let n = 0; n < 5; ++n) {
  await page.goto('about:blank');
  const began = performance.now();
  await page.goto(`${url}/#/papan`);
  await page.locator('.map[data-drawn]').waitFor();
  firsts.push(performance.now() - began);
}

// From the event to the second animation frame after it: the first carries the change, the second
// begins when it was presented.
const moves = await page.evaluate(async () => {
  const canvas = document.querySelector<HTMLCanvasElement>('.map canvas')!;
  const box = canvas.getBoundingClientRect();
  const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, cancelable: true };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const times: number[] = [];
  for (let n = 0; n < 60; ++n) {
    const began = performance.now();
    if (n % 3 === 2) canvas.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: n % 2 ? -120 : 120 }));
    else {
      const drag = (type: string, x: number) => (type === 'mousedown' ? canvas : window).dispatchEvent(new MouseEvent(type, { ...at, clientX: at.clientX + x, buttons: 1 }));
      drag('mousedown', 0);
      drag('mousemove', 40);
      drag('mousemove', 90);
      drag('mouseup', 90);
    }
    await frame();
    await frame();
    times.push(performance.now() - began);
    await pause(250);
  }
  return times;
});
const share = (of: number[], part: number) => of.toSorted((a, b) => a - b)[Math.floor(part * (of.length - 1))]!.toFixed(0);
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');
const { metrics } = await session.send('Performance.getMetrics');
const heap = metrics.find((one) => one.name === 'JSHeapUsedSize')!.value / 1e6;
console.log(`first map: median ${share(firsts, 0.5)} ms of ${firsts.length}, worst ${share(firsts, 1)} ms`);
console.log(`pan or zoom to the next presented frame: median ${share(moves, 0.5)} ms, p95 ${share(moves, 0.95)} ms of ${moves.length}`);
console.log(`heap of the page's main thread: ${heap.toFixed(0)} MB`);
const { processInfo } = (await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo')) as { processInfo: { type: string; id: number }[] };
const { readFileSync } = await import('node:fs');
for (const one of processInfo.filter((each) => each.type === 'renderer')) {
  const pss = /Pss:\s+(\d+)/.exec(readFileSync(`/proc/${one.id}/smaps_rollup`, 'utf8'))?.[1];
  console.log(`renderer process: ${(Number(pss) / 1000).toFixed(0)} MB (proportional set)`);
}
await browser.close();
