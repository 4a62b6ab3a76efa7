// Follow-up, claims and stages in a browser, each step by the office that may take it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cutTexts, violations } from './axe';
import { House } from './house';

const kOffices = ['ppk-1', 'kpu-1', 'panwaslu-1', 'polsek-1', 'pkd-guntung'] as const;
let house: House;
const at: Record<string, Page> = {};
const wrong: string[] = [];

beforeAll(async () => {
  house = await House.open('2024-11-26T09:00', [...kOffices]);
  for (const office of kOffices) {
    const { page, strays, errors } = await house.person();
    page.on('close', () => wrong.push(...strays, ...errors));
    await house.enter(page, office);
    at[office] = page;
  }
});
afterAll(() => house?.close());

async function clean(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await cutTexts(page)).toEqual([]);
}
async function show(office: (typeof kOffices)[number], hash: string): Promise<Page> {
  const page = at[office]!;
  await page.goto(`${house.url}/#/${hash}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}
async function write(page: Page, fields: Record<string, string>): Promise<void> {
  const sheet = page.getByRole('dialog');
  for (const [label, text] of Object.entries(fields)) {
    const field = sheet.getByLabel(label).first();
    if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption({ label: text });
    else await field.fill(text);
  }
  await clean(page);
  await sheet.locator('button.main').click();
  await sheet.waitFor({ state: 'hidden' });
}

test('a station moves: proposed by one office, decided by another, published, and followed up', async () => {
  const ppk = await show('ppk-1', 'tindak/usulan');
  await ppk.getByRole('button', { name: 'Buat usulan' }).click();
  await write(ppk, { TPS: 'TPS 001 Guntung', 'Tempat baru': 'Balai Kelurahan Guntung', Alasan: 'Jalan tergenang saat pasang' });
  await ppk.getByRole('link', { name: 'Pemindahan TPS' }).first().click();
  await ppk.getByText('Menunggu langkah kantor lain').waitFor();
  expect(await ppk.getByRole('button', { name: 'Putuskan' }).count()).toBe(0);
  await clean(ppk);
  const hash = new URL(ppk.url()).hash.slice(2);

  const kpu = await show('kpu-1', hash);
  await kpu.getByRole('button', { name: 'Putuskan' }).click();
  await write(kpu, { Keputusan: 'Disetujui', 'Nomor surat': '12/PL.02/2024' });
  await kpu.getByRole('button', { name: 'Umumkan' }).click();
  await write(kpu, {});
  // The line of the notice, and not the sheet that says "Pengumuman terbit." for five seconds.
  await kpu.getByText(/^Terbit, /).waitFor();
  await kpu.getByRole('button', { name: 'Tambah tugas' }).click();
  await write(kpu, { Tugasnya: 'Memindahkan bilik dan kotak', Tenggat: '2024-11-26', Kantor: 'ppk:14.72.05' });
  await clean(kpu);

  const todo = await show('ppk-1', 'tindak');
  const item = todo.locator('li', { hasText: 'Memindahkan bilik dan kotak' });
  await item.getByRole('button', { name: 'Tandai selesai' }).click();
  await write(todo, { Bukti: 'Berita acara serah terima' });
  await item.waitFor({ state: 'detached' });
  await todo.getByLabel('Tampilkan juga yang selesai').check();
  await todo.getByText('Berita acara serah terima').waitFor();
  await clean(todo);

  // Everybody reads it, without a login, by the number on the voting notice.
  const { page: gate, strays } = await house.person({ viewport: { width: 360, height: 740 } });
  await gate.goto(`${house.url}/umum/`);
  await gate.getByLabel('TPS Anda').fill('1 guntung');
  await gate.getByRole('heading', { name: 'TPS 001 Guntung pindah tempat' }).waitFor();
  await gate.getByText('Balai Kelurahan Guntung').waitFor();
  await gate.getByRole('img', { name: 'Kode QR' }).waitFor();
  await clean(gate);
  await gate.getByLabel('TPS Anda').fill('2 guntung');
  await gate.getByText('Datanglah ke TPS yang tertulis').waitFor();
  await clean(gate);
  await gate.getByRole('button', { name: 'English' }).click();
  await gate.getByText('Go to the station on your voting notice').waitFor();
  await clean(gate);
  expect(strays).toEqual([]);
});

test('a claim: heard, checked by who owns the fact, answered, read by a second office, shared', async () => {
  const pkd = await show('pkd-guntung', 'isu/baru');
  await pkd.getByLabel('Klaimnya').fill('Katanya TPS 001 Guntung pindah ke sekolah');
  await pkd.getByLabel('Topik').selectOption('procedure');
  await clean(pkd);
  await pkd.getByRole('button', { name: 'Catat isu ini' }).click();
  await pkd.getByRole('heading', { name: 'Katanya TPS 001' }).waitFor();
  const hash = new URL(pkd.url()).hash.slice(2);

  await pkd.goto(`${house.url}/#/isu/baru`);
  await pkd.getByLabel('Klaimnya').fill('Info: TPS 001 Guntung pindah ke sekolah');
  await pkd.getByText('Sudah ada yang mirip').waitFor();
  await clean(pkd);

  const ppk = await show('ppk-1', hash);
  await ppk.getByText('Kantor lain meneruskan').waitFor();
  expect(await ppk.getByRole('button', { name: 'Nyatakan hasil' }).count()).toBe(0);
  await clean(ppk);
  const kpu = await show('kpu-1', hash);
  await kpu.getByRole('button', { name: 'Nyatakan hasil' }).click();
  await write(kpu, { Hasil: 'tidak benar', Sumber: 'Surat KPU 12/2024' });
  await ppk.getByRole('button', { name: 'Tulis jawaban' }).click(); // it came by the live news
  await write(ppk, { Jawaban: 'TPS 001 Guntung tetap di tempat semula.', Sumber: 'Surat KPU 12/2024' });
  await ppk.getByText('Pembaca kedua harus dari kantor lain').waitFor();

  const panwaslu = await show('panwaslu-1', hash);
  await panwaslu.getByRole('button', { name: 'Lepas jawaban ini' }).click();
  await write(panwaslu, {});
  await panwaslu.getByText('*Klarifikasi*').waitFor();
  await panwaslu.getByRole('button', { name: 'Salin' }).click();
  await panwaslu.getByText('Disalin.').waitFor();
  await clean(panwaslu);

  // The police see counts by place and what is closed; the claim itself stays at the desk.
  const polsek = await show('polsek-1', 'isu');
  await polsek.getByText('serta jumlah per wilayah').waitFor();
  expect(await polsek.getByText('Katanya TPS 001').count()).toBe(0);
  await clean(polsek);
});

test('stages: what is not ready stands with its office, and sources that differ are both shown', async () => {
  const ppk = await show('ppk-1', 'tahapan');
  await ppk.getByText('Hari ini').waitFor();
  await clean(ppk);
  await ppk.getByRole('link', { name: 'Pemungutan suara' }).click();
  await ppk.getByRole('button', { name: 'Catat kesiapan' }).click();
  await write(ppk, { 'Yang harus siap': 'Lampu tanpa listrik PLN', Keadaannya: 'Belum siap' });
  const pkd = await show('pkd-guntung', 'tahapan/vote');
  await clean(pkd);
  await show('ppk-1', 'tahapan/vote');
  await ppk.getByText('Lampu tanpa listrik PLN').waitFor();
  await clean(ppk);
  expect(await ppk.getByRole('button', { name: 'Ubah jadwal' }).count()).toBe(0); // KPU alone changes the calendar
});

test('every page in English, in the dark, on a phone', async () => {
  const { context, page } = await house.person({ viewport: { width: 360, height: 740 } });
  await context.addInitScript(`localStorage.setItem('adem.language', 'en'); localStorage.setItem('adem.theme', 'dark')`);
  await house.enter(page, 'ppk-1');
  for (const hash of ['tindak', 'tindak/usulan', 'isu', 'isu/baru', 'tahapan', 'tahapan/vote']) {
    await page.goto(`${house.url}/#/${hash}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(200);
    await clean(page);
  }
  await context.close();
  for (const office of kOffices) await at[office]!.close();
  expect(wrong).toEqual([]);
});
