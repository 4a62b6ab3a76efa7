// The story that the guide's first page tells, as four offices live it: an evening at the table, a
// morning at the stations, and the next evening. `ADEM_PICTURES=DIR` keeps what was seen.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { violations } from './axe';
import { enterField, keys, open } from './field';
import { House } from './house';

const kOffices = ['polsek-1', 'ppk-1', 'panwaslu-1', 'kpps-guntung', 'pkd-guntung', 'pkd-mundam', 'lurah-teluk-makmur'];
const kPhone = { viewport: { width: 360, height: 740 } };
let house: House;
beforeAll(async () => {
  house = await House.open('2024-11-24T18:55', kOffices);
});
afterAll(() => house?.close());

const pictures = process.env.ADEM_PICTURES;
async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.jpg`), type: 'jpeg', quality: 80 });
}

/** Fills the open sheet by its labels and sends it. */
async function write(page: Page, fields: Record<string, string>): Promise<void> {
  const sheet = page.getByRole('dialog');
  for (const [label, text] of Object.entries(fields)) await sheet.getByLabel(label).first().fill(text);
  await sheet.locator('button.main').click();
  await sheet.waitFor({ state: 'hidden' });
}

async function moveClock(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: /^Jam latihan/ }).click();
  await write(page, { 'Maju ke': to });
}

const order = (page: Page) => page.locator('.list button.one strong').allInnerTexts();

/** A witness answer, as it is typed on a phone: flooded to the knee, the road is cut. */
async function tell(handle: string): Promise<string> {
  const { context, page } = await house.person(kPhone);
  await enterField(page, house.url, handle);
  const station = (await keys(page)).at(-1)!;
  await open(page, `#/tps/${station}/keterangan`);
  await page.getByRole('button', { name: 'Ya', exact: true }).click();
  await page.locator('textarea').fill('pasang November');
  await page.getByRole('button', { name: 'Lanjut' }).click();
  if (handle === 'pkd-guntung') await picture(page, 'keterangan');
  await page.getByRole('button', { name: 'Lutut' }).click();
  await page.locator('textarea').fill('jalan ke pelabuhan');
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await page.getByRole('button', { name: 'Tidak tahu' }).click(); // where else it could stand
  await page.getByRole('button', { name: 'Belum diketahui' }).click(); // whether the owner agrees
  await page.locator('textarea').fill('Warga, dicatat PKD');
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await page.locator('button.save').click();
  await page.getByText('Terkirim. Server sudah mencatatnya.').first().waitFor();
  await context.close();
  return station;
}

test('the story of three evenings', { timeout: 240_000 }, async () => {
  const hall = await house.person();
  const { page } = hall;
  await house.enter(page, 'polsek-1', '/#/fgd');
  await page.getByRole('heading', { name: /kedua/ }).waitFor();
  await picture(page, 'undangan');
  await page.getByRole('button', { name: 'Buka rapat' }).click();

  // The meeting opens with what was not kept.
  await page.getByRole('heading', { name: 'Pembukaan' }).waitFor();
  await page.getByText('Mencatat titik TPS 008 Pelintung bersama PPS.').first().waitFor();
  await picture(page, 'pembukaan');

  // Three answers from phones, and the list puts them on top: told, beside what was computed.
  const board = await house.person();
  await house.enter(board.page, 'ppk-1', '/#/papan');
  await board.page.locator('.list button.one').nth(5).waitFor();
  const before = await order(board.page);
  for (const handle of ['pkd-guntung', 'pkd-mundam', 'lurah-teluk-makmur']) await tell(handle);
  await board.page.waitForFunction((was) => {
    const now = [...document.querySelectorAll('.list button.one strong')].map((one) => one.textContent);
    return now.length > 0 && now.join() !== was.join();
  }, before, { timeout: 20_000 });
  const flags = board.page.locator('.list .flag', { hasText: 'Rawan menurut keterangan' });
  await flags.nth(5).waitFor({ timeout: 20_000 }); // three of the first evening, three of now
  await picture(board.page, 'papan');

  // Which station fails first, why and when: the first line, and one click.
  const [first] = await order(board.page);
  await board.page.locator('.list button.one').first().click();
  const sheet = board.page.locator('aside.sheet');
  await sheet.getByRole('heading', { name: first! }).waitFor();
  await sheet.getByText('Mengapa').waitFor();
  expect(await sheet.locator('.strip').count()).toBeGreaterThanOrEqual(4);
  expect(await sheet.locator('details[open] li').count()).toBeGreaterThan(0);
  await picture(board.page, 'lembar');

  // A question becomes a promise with a date.
  await page.keyboard.press('7');
  await page.getByRole('heading', { level: 1, name: 'Tanya jawab' }).waitFor();
  await page.getByRole('button', { name: 'Catat pertanyaan' }).click();
  await write(page, { 'Kantor yang bertanya': 'PKD Guntung', Pertanyaan: 'Siapa menyediakan perahu untuk kotak suara?' });
  const question = page.locator('ol > li', { hasText: 'Siapa menyediakan perahu' });
  await question.getByRole('button', { name: 'Jawab' }).click();
  await write(page, { 'Kantor yang menjawab': 'BPBD Kota Dumai', Jawaban: 'BPBD menyiapkan dua perahu di dermaga Guntung.' });
  await question.getByRole('button', { name: 'Jadikan janji' }).click();
  await write(page, { Janjinya: 'Menyiapkan dua perahu di dermaga Guntung' });
  await question.getByText('Menjadi janji').waitFor();
  await picture(page, 'janji');

  // The papers, and the message.
  await page.keyboard.press('9');
  await page.getByRole('button', { name: 'Tutup rapat' }).click();
  await write(page, { 'Kata penutup': 'Semua siap.' });
  await page.getByText('Semua siap.').first().waitFor();
  for (const paper of ['surat-imbauan', 'komitmen-bersama']) {
    const answer = await page.request.get(`${house.url}/api/v1/meetings/m2/papers/${paper}`);
    expect(answer.status(), paper).toBe(200);
    const text = await answer.text();
    expect(text).toContain('LATIHAN');
    const paged = await hall.context.newPage();
    await paged.goto(`${house.url}/api/v1/meetings/m2/papers/${paper}`);
    await picture(paged, paper);
    await paged.close();
  }

  // Voting day: two sources do not agree, and both stay.
  await moveClock(page, '2024-11-27T09:30');
  const phones = [await house.person(kPhone), await house.person(kPhone)];
  let station = '';
  for (const [i, [handle, status]] of ([['kpps-guntung', 'open'], ['pkd-guntung', 'interrupted']] as const).entries()) {
    const phone = phones[i]!.page;
    await enterField(phone, house.url, handle);
    station ||= (await keys(phone))[0]!;
    await open(phone, `#/tps/${station}/keadaan`);
    await phone.locator(`input[name=status][value=${status}]`).check();
    await phone.locator('button.save').click();
    await phone.getByText('Terkirim. Server sudah mencatatnya.').first().waitFor();
  }
  await board.page.goto(`${house.url}/#/papan?tampil=hari`);
  const line = board.page.locator('.list li', { hasText: 'Sumber berbeda' });
  await line.first().waitFor();
  await line.first().locator('button').click();
  await sheet.getByText('Sumber melaporkan hal yang berbeda').waitFor();
  await picture(board.page, 'hari-pemungutan');
  expect(await violations(board.page)).toEqual([]);

  // The next evening opens with the promise that was not kept.
  await moveClock(page, '2024-12-04T19:00');
  await page.goto(`${house.url}/#/fgd`);
  await page.getByText('Rapat lain').click();
  await page.getByRole('button', { name: 'Rapat baru' }).click();
  await write(page, { Judul: 'Evaluasi', 'Waktu mulai': '2024-12-04T19:00', Pengundang: 'Kapolsek Medang Kampai' });
  await page.getByRole('button', { name: 'Buka rapat' }).click();
  await page.getByText('Menyiapkan dua perahu di dermaga Guntung').first().waitFor();
  await picture(page, 'rapat-berikutnya');

  for (const one of [hall, board, ...phones]) expect([...one.strays, ...one.errors]).toEqual([]);
});
