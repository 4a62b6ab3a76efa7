// An evening on the projector, with a phone in the hall, and the next meeting that opens with what
// was not kept.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cutTexts, violations } from './axe';
import { House } from './house';

let house: House;
beforeAll(async () => {
  house = await House.open('2024-11-25T19:00', ['polsek-1', 'ppk-1']);
});
afterAll(() => house?.close());

const kPhone = { viewport: { width: 360, height: 740 } };

async function clean(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await cutTexts(page)).toEqual([]);
}

/** Fills the open sheet by the labels of its fields and sends it. */
async function write(page: Page, fields: Record<string, string>): Promise<void> {
  const sheet = page.getByRole('dialog');
  for (const [label, text] of Object.entries(fields)) await sheet.getByLabel(label, { exact: false }).first().fill(text);
  await clean(page);
  await sheet.locator('button.main').click();
  await sheet.waitFor({ state: 'hidden' });
}

/** A meeting of tonight, open, at its first item. */
async function open(page: Page, title: string): Promise<void> {
  await page.getByText('Rapat lain').click();
  await page.getByRole('button', { name: 'Rapat baru' }).click();
  await write(page, { Judul: title, 'Waktu mulai': '2024-11-25T19:00', Tempat: 'Aula Polsek', Pengundang: 'Polsek Medang Kampai' });
  await page.getByRole('heading', { name: title }).waitFor();
  await clean(page);
  await page.getByRole('button', { name: 'Buka rapat' }).click();
  await page.getByRole('heading', { name: 'Pembukaan' }).waitFor();
}

test('a question from a phone becomes a promise, and the next meeting opens with it', async () => {
  const { page, strays, errors } = await house.person();
  await house.enter(page, 'polsek-1', '/#/fgd');
  await open(page, 'FGD malam ini');
  await clean(page);

  // By the keys alone, in the agenda's order.
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: 'Arahan situasi' }).waitFor();
  await clean(page);
  for (const item of ['3', '4', '5', '6', '8', '9', '7']) {
    await page.keyboard.press(item);
    await page.getByRole('heading', { level: 1, name: `${item}.` }).waitFor();
  }

  await page.getByRole('button', { name: 'Buka untuk ponsel' }).click();
  const code = await page.locator('.code').innerText();
  const phone = await house.person(kPhone);
  await phone.page.goto(`${house.url}/tanya#${code}`);
  await phone.page.getByLabel('Kantor atau tugas').fill('PKD Guntung');
  await phone.page.getByLabel('Pertanyaan').fill('Ke mana TPS 001 pindah bila air naik?');
  await phone.page.getByLabel('Tentang TPS').fill('TPS 001 Guntung');
  await clean(phone.page);
  await phone.page.getByRole('button', { name: 'Kirim' }).click();
  await phone.page.getByText('Terkirim').waitFor();

  const waiting = page.locator('summary', { hasText: '1 menunggu' });
  await waiting.waitFor(); // by the live news, without a reload
  await waiting.click();
  await page.getByRole('button', { name: 'Terima' }).click();
  await write(page, {});
  const question = page.locator('ol > li', { hasText: 'Ke mana TPS 001 pindah' });
  await question.getByText('PKD Guntung').waitFor();

  await question.getByRole('button', { name: 'Jawab' }).click();
  await write(page, { 'Kantor yang menjawab': 'PPK Medang Kampai', Jawaban: 'Ke balai kelurahan, bila pemiliknya setuju' });
  await question.getByRole('button', { name: 'Jadikan janji' }).click();
  await write(page, { Janjinya: 'Membawa persetujuan pemilik balai' });
  await question.getByText('Menjadi janji').waitFor();
  await clean(page);

  // What points at a person is refused, in words, and nothing is lost.
  await page.getByRole('button', { name: 'Catat pertanyaan' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Kantor yang bertanya').fill('Lurah');
  await sheet.getByLabel('Pertanyaan').fill('Hubungi 0812-3456-7890');
  await sheet.locator('button.main').click();
  await sheet.getByRole('alert').waitFor();
  expect(await sheet.getByLabel('Pertanyaan').inputValue()).toContain('0812');
  await page.keyboard.press('Escape');

  await page.keyboard.press('9');
  await page.getByRole('button', { name: 'Tutup rapat' }).click();
  await write(page, { 'Kata penutup': 'Semua siap menjaga ketenangan.' });
  await page.getByText('Semua siap menjaga ketenangan.').waitFor(); // the minutes
  await page.getByText('Membawa persetujuan pemilik balai').first().waitFor();
  await clean(page);

  await open(page, 'FGD berikutnya');
  const promise = page.locator('li', { hasText: 'Membawa persetujuan pemilik balai' });
  await promise.getByRole('button', { name: 'Tandai ditepati' }).click();
  await write(page, { Buktinya: 'Surat persetujuan bertanda tangan' });
  await promise.getByText('Surat persetujuan bertanda tangan').waitFor();
  expect([...strays, ...errors, ...phone.strays, ...phone.errors]).toEqual([]);
}, 180_000);

test('a phone without connection keeps its question and asks it once', async () => {
  const { page } = await house.person();
  await house.enter(page, 'polsek-1', '/#/fgd');
  await page.getByRole('button', { name: 'Buka untuk ponsel' }).click();
  const code = await page.locator('.code').innerText();
  const phone = await house.person(kPhone);
  await phone.page.goto(`${house.url}/tanya`);
  await phone.page.getByLabel('Kode rapat').fill(code.toLowerCase());
  await phone.page.getByRole('button', { name: 'Masuk' }).click();
  await phone.page.getByLabel('Pertanyaan').fill('<script>alert(1)</script> Siapa membawa lampu?');
  await phone.context.setOffline(true);
  await phone.page.getByRole('button', { name: 'Kirim' }).click();
  await phone.page.getByText('menunggu sambungan').waitFor();
  await phone.context.setOffline(false);
  await phone.page.getByText('Terkirim').waitFor();
  await page.locator('summary', { hasText: '1 menunggu' }).click();
  await page.getByText('<script>alert(1)</script> Siapa membawa lampu?').waitFor();
  await page.getByRole('button', { name: 'Singkirkan' }).click();
  await page.getByText('Belum ada yang menunggu').waitFor();
  expect(phone.errors).toEqual([]);
});

test('a meeting reads well in both languages, light and dark, from a phone to a wall', async () => {
  for (const [language, theme, width, height] of [['id', 'dark', 360, 740], ['en', 'light', 360, 740], ['en', 'dark', 1920, 1080]] as const) {
    const { context, page } = await house.person({ viewport: { width, height } });
    await context.addInitScript(`localStorage.setItem('adem.language', '${language}'); localStorage.setItem('adem.theme', '${theme}')`);
    await house.enter(page, 'ppk-1', '/#/fgd');
    await page.locator('#item-title').waitFor();
    for (const item of [2, 6, 7]) {
      await page.keyboard.press(String(item));
      await page.getByRole('heading', { level: 1, name: `${item}.` }).waitFor();
      await clean(page);
    }
    await context.close();
  }
}, 120_000);
