// Setting a table up in a browser: who sits at it, lists with a preview, the outlook.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cutTexts, violations } from './axe';
import { House, kPassword } from './house';

const shots = process.env.ADEM_SHOTS;
const files = mkdtempSync(join(tmpdir(), 'adem-awal-'));
let house: House;
let keeper: { page: Page; strays: string[]; errors: string[] } | undefined;
const desk = () => keeper!.page;

beforeAll(async () => {
  house = await House.open('2024-11-20T19:00', ['panwaslu-1', 'ppk-1']);
  keeper = await house.person();
  await house.enter(keeper.page, 'panwaslu-1', '/#/awal');
});
afterAll(async () => {
  await house?.close();
  expect(keeper?.strays).toEqual([]);
  expect(keeper?.errors).toEqual([]);
});

async function step(page: Page, name: string): Promise<void> {
  await page.goto(`${house.url}/#/awal/${name}`);
  await page.locator('#step').waitFor();
}
async function shot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}
function file(name: string, text: string): string {
  const path = join(files, name);
  writeFileSync(path, text);
  return path;
}

test('a list is looked at before it is kept, and a wrong column is put right', async () => {
  const page = desk();
  await step(page, 'wilayah');
  const list = file('wilayah.csv', 'Kode wilayah,Sebutan\n14.72.05.1999,Kampung Baru\n14.72.05.1998,Kampung Lama\n,Tanpa kode\n');
  await page.locator('input[type=file]').first().setInputFiles(list);
  // Nobody can know that "Sebutan" is the name: it is pointed to.
  await page.getByRole('alert').waitFor();
  await page.locator('tr', { hasText: 'Sebutan' }).getByRole('combobox').selectOption({ label: 'Nama' });
  await page.getByRole('button', { name: 'Baca lagi dengan kolom ini' }).click();
  await page.getByRole('cell', { name: 'Kampung Baru' }).waitFor();
  await page.getByText('Ini pratinjau: belum ada yang disimpan.').waitFor();
  await shot(page, 'awal-pratinjau');
  expect(await violations(page)).toEqual([]);
  const before = await page.locator('.list .muted').first().textContent();
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText(/^Tersimpan\./).waitFor();
  await expect.poll(() => page.locator('.list .muted').first().textContent()).not.toBe(before);
});

test('what is no list is refused in words, and nothing is lost of the page', async () => {
  const page = desk();
  await step(page, 'tps');
  await page.locator('input[type=file]').first().setInputFiles(file('tps.csv', '<html><script>alert(1)</script>'));
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('bukan jenis yang dapat dimasukkan');
  await page.locator('input[type=file]').first().setInputFiles(file('tps2.csv', 'Kunci TPS,Nomor,Kode Kelurahan,Alamat\n1472051999001,001,14.72.05.1999,"<img src=x onerror=alert(1)>"\n'));
  await page.getByRole('cell', { name: '<img src=x onerror=alert(1)>' }).waitFor();
});

test('an account is appointed, invited, and its holder comes in with a password of his own', async () => {
  const page = desk();
  await step(page, 'akun');
  await page.getByText('Tunjuk akun baru').click();
  await page.getByLabel('Jenis kantor').selectOption({ label: 'PKD' });
  await page.getByLabel('Wilayah', { exact: true }).fill('14.72.05.1003');
  await page.getByRole('button', { name: 'Tunjuk', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const link = (await dialog.locator('.link').textContent())!;
  expect(await violations(page)).toEqual([]);
  await shot(page, 'awal-undangan');
  await page.keyboard.press('Escape');

  const other = await house.person({ viewport: { width: 360, height: 740 } });
  await other.page.goto(link);
  await other.page.locator('#password').fill(kPassword);
  await other.page.locator('form button.main').click();
  await other.page.locator('header nav').waitFor({ state: 'attached' });
  expect(other.errors).toEqual([]);
  await other.context.close();
  // Used up: the same link lets nobody else in.
  const third = await house.person();
  await third.page.goto(link);
  await third.page.locator('#password').fill('kata sandi orang lain');
  await third.page.locator('form button.main').click();
  await third.page.getByRole('alert').waitFor();
  await third.context.close();
});

test('the outlook is computed while one looks on', async () => {
  const page = desk();
  await step(page, 'prakiraan');
  const made = await page.locator('section p[role=status]').textContent();
  await page.getByRole('button', { name: /^Hitung/ }).click();
  await expect.poll(() => page.locator('section p[role=status]').textContent(), { timeout: 60_000 }).not.toBe(made);
  await expect.poll(() => page.getByRole('button', { name: 'Hitung lagi' }).isEnabled(), { timeout: 60_000 }).toBe(true);
});

test('who may not bring lists in sees what is there and why he may not', async () => {
  const ppk = await house.person();
  await house.enter(ppk.page, 'ppk-1', '/#/awal/tps');
  await ppk.page.getByText('Hanya akun pertama').waitFor();
  expect(await ppk.page.locator('input[type=file]').count()).toBe(0);
  await ppk.context.close();
});

// All of them where somebody looks at the pictures; else the narrowest, and the one unlike it.
const kAll = ['id', 'en'].flatMap((language) => ['light', 'dark'].flatMap((theme) => [[360, 740], [1280, 720], [1920, 1080]].map(([width, height]) => ({ language, theme, width: width!, height: height! }))));
const kFew = [
  { language: 'id', theme: 'light', width: 360, height: 740 },
  { language: 'en', theme: 'dark', width: 1280, height: 720 },
];

test('every step stands at every width, in both languages and themes', async () => {
  const page = desk();
  for (const { language, theme, width, height } of shots ? kAll : kFew) {
    await page.evaluate(
      ([say, look]) => {
        localStorage.setItem('adem.language', say!);
        localStorage.setItem('adem.theme', look!);
      },
      [language, theme],
    );
    await page.setViewportSize({ width, height });
    for (const name of ['akun', 'wilayah', 'tps', 'saksi', 'jalan', 'bahaya', 'prakiraan']) {
      await step(page, name);
      await page.reload();
      await page.locator('#step').waitFor();
      const where = `${name} ${language} ${theme} ${width}`;
      expect(await violations(page), where).toEqual([]);
      expect(await cutTexts(page), where).toEqual([]);
      await shot(page, `awal-${name}-${language}-${theme}-${width}`);
    }
  }
}, 240_000);

test('a hazard layer is taken out again, and the outlook says that it is no longer of it', async () => {
  const page = desk();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.evaluate(() => localStorage.setItem('adem.language', 'id'));
  await step(page, 'bahaya');
  await page.reload();
  const layer = page.getByRole('listitem').filter({ hasText: 'pasang-dan-hujan' });
  await layer.getByText('kumpulan hitungan').waitFor();
  await layer.getByRole('button').click();
  await layer.getByRole('button', { name: 'Biarkan' }).click();
  await layer.getByRole('button').click();
  expect(await violations(page)).toEqual([]);
  await layer.getByRole('button', { name: 'Keluarkan lapisan pasang-dan-hujan' }).click();
  await page.getByText('Lapisan pasang-dan-hujan dikeluarkan').waitFor();
  await layer.waitFor({ state: 'detached' });
  await step(page, 'prakiraan');
  await page.getByText(/banjir/i).first().waitFor();
});
