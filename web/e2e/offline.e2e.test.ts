// A day in flight mode on three phones, then a line that drops, delays, repeats and cuts: 500
// reports arrive exactly once.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counted, enterField, keys, kept, open, until } from './field';
import { House } from './house';
import { Line } from './line';

const kNow = '2024-11-26T15:00';
const kPhones = ['pkd-guntung', 'pkd-mundam', 'kpps-pelintung'];
let house: House;
let line: Line;

beforeAll(async () => {
  house = await House.open(kNow, kPhones);
  line = await Line.to(house.url, 20241127);
});
afterAll(async () => {
  line.close();
  await house.close();
});

const events = (): number => (JSON.parse(house.adem(kNow, '--json', 'ledger', 'verify')) as { events: number }).events;

async function fill(page: Page, station: string, turn: number): Promise<void> {
  await open(page, `#/tps/${station}/perlengkapan`);
  await page.locator('form fieldset').first().waitFor();
  await page.evaluate((n) => {
    for (const [i, field] of [...document.querySelectorAll('form fieldset')].entries()) {
      field.querySelectorAll<HTMLInputElement>('input[type=radio]')[(i + n) % 2]!.click();
    }
  }, turn);
  await page.locator('button.save').click();
  await page.waitForFunction(() => location.hash.includes('catat='));
}

async function state(page: Page, station: string, turn: number): Promise<void> {
  await open(page, `#/tps/${station}/keadaan`);
  await page.locator(`input[name=status][value=${turn % 2 ? 'set-up' : 'supplies-there'}]`).check();
  await page.locator('button.save').click();
  await page.waitForFunction(() => location.hash.includes('catat='));
}

test('500 reports arrive exactly once', { timeout: 180_000 }, async () => {
  const phones = await Promise.all(
    kPhones.map(async (handle) => {
      const { page, context, errors } = await house.person({ viewport: { width: 360, height: 740 } }, line.url);
      await enterField(page, line.url, handle);
      await kept(page);
      await open(page, '#/tps/x/perlengkapan'); // until the questions are there
      await page.locator('form fieldset').first().waitFor();
      const items = await page.locator('form fieldset').count(); // one save writes so many reports
      await open(page, '#/');
      await page.locator('main ul a').first().waitFor();
      return { page, context, errors, items, stations: await keys(page) };
    }),
  );
  const before = events();

  await Promise.all(
    phones.map(async ({ page, context, items, stations }, i) => {
      await context.setOffline(true);
      await page.reload(); // the app opens without a line
      await page.locator('main ul a').first().waitFor();
      const mine = i === 0 ? 168 : 166;
      const sheets = Math.floor(mine / items);
      for (let n = 0; n < sheets; ++n) await fill(page, stations[n % stations.length]!, n);
      for (let n = sheets * items; n < mine; ++n) await state(page, stations[n % stations.length]!, n);
      expect(await counted(page)).toEqual({ waiting: mine, sent: 0, refused: 0 });
    }),
  );
  expect(events()).toBe(before);

  line.chances = { drop: 0.25, cut: 0.3, repeat: 0.4, delay: 250 };
  await Promise.all(phones.map(({ context }) => context.setOffline(false)));
  await Promise.all(
    phones.map(async ({ page, errors }) => {
      await until(async () => (await counted(page)).waiting === 0, 60_000).catch(async (error: unknown) => {
        throw new Error(`${String(error)}: ${JSON.stringify([await counted(page), line.seen])}`);
      });
      expect((await counted(page)).refused).toBe(0);
      expect(errors).toEqual([]);
    }),
  );
  expect(events() - before).toBe(500);
  console.log('the line:', line.seen);
  expect(line.seen.dropped + line.seen.cut).toBeGreaterThan(0);
  expect(line.seen.repeated).toBeGreaterThan(0);
});
