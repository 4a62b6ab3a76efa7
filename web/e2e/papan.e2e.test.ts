// The board in both languages, light and dark, from a phone to a wall: readable for all, by keyboard.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cutTexts, violations } from './axe';
import { House } from './house';

let house: House;
beforeAll(async () => {
  house = await House.open('2024-11-27T09:00', ['ppk-1']);
});
afterAll(() => house?.close());

async function clean(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await cutTexts(page)).toEqual([]);
}

test('every view is readable for all', { timeout: 240_000 }, async () => {
  for (const [language, theme, width, height] of [['id', 'light', 360, 740], ['en', 'dark', 360, 740], ['id', 'dark', 1280, 720], ['en', 'light', 1920, 1080]] as const) {
    const { context, page, strays, errors } = await house.person({ viewport: { width, height } });
    await context.addInitScript(`localStorage.setItem('adem.language', '${language}'); localStorage.setItem('adem.theme', '${theme}')`);
    await house.enter(page, 'ppk-1', '/#/papan');
    await page.locator('.list button.one').first().waitFor();
    await clean(page);
    // On the day the map shows what is reported, else what is computed.
    const marks = new Set<string>();
    page.on('request', (asked) => {
      const of = /tiles\/stations\/.*of=(\w+)/.exec(asked.url())?.[1];
      if (of) marks.add(of);
    });
    for (const view of ['penyebab', 'hari', 'evaluasi']) {
      await page.evaluate((to) => (location.hash = `#/papan?tampil=${to}`), view);
      await page.locator(view === 'penyebab' ? '.causes ol li' : '.list button.one').first().waitFor();
      await clean(page);
      const drawn = width > 600; // a phone shows the list first
      if (drawn) await expect.poll(() => marks.has('reported')).toBe(view !== 'penyebab');
    }
    await page.locator('.list button.one').first().click();
    await page.locator('aside.sheet .answer').waitFor();
    for (const summary of await page.locator('aside.sheet summary').all()) await summary.click();
    await clean(page);
    expect([...strays, ...errors]).toEqual([]);
    await context.close();
  }
});

test('everything by keyboard', async () => {
  const { page } = await house.person();
  await house.enter(page, 'ppk-1', '/#/papan');
  await page.locator('.list button.one').nth(2).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('guntung');
  await page.waitForFunction(() => location.hash.includes('cari=guntung'));
  await page.locator('.list p', { hasText: '3 TPS' }).waitFor();
  await page.keyboard.press('Tab');
  await page.locator('.list button.one').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const sheet = page.locator('aside.sheet');
  await sheet.locator('.answer').waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  const before = await page.locator('.time output').innerText();
  await page.keyboard.press(']');
  expect(await page.locator('.time output').innerText()).not.toBe(before);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('one');
});

test('the board says at once which station fails first, when and why', async () => {
  for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 720 }]) {
    const { page, context } = await house.person({ viewport });
    await house.enter(page, 'ppk-1', '/#/papan');
    const first = page.locator('.list button', { hasText: 'Diperkirakan gagal pertama' });
    await first.waitFor();
    const box = (await first.boundingBox())!;
    expect(box.y + box.height).toBeLessThan(viewport.height); // without scrolling
    const stations: { label: string; status: string; first_bad: string | null; reason: { text: string } }[] = await page.evaluate(async () => (await (await fetch('/api/v1/outlook?limit=500')).json()).stations);
    const failing = stations.filter((one) => one.first_bad !== null && !['ready', 'unknown'].includes(one.status));
    const earliest = failing.reduce((a, b) => (b.first_bad! < a.first_bad! ? b : a));
    expect(await first.innerText()).toContain(earliest.label);
    expect(await first.innerText()).toContain(earliest.reason.text);
    await first.click();
    await page.locator('aside.sheet h2', { hasText: earliest.label }).waitFor();
    await context.close();
  }
});
