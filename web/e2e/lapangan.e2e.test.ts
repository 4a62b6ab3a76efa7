// The field app as a village supervisor uses it, on a phone: every kind of report, and what goes
// wrong on a day like any other.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { violations, cutTexts } from './axe';
import { counted, enterField, keys, kept, open, until } from './field';
import { House, kPassword } from './house';
import { kGood, Line } from './line';

const kNow = '2024-11-26T15:00';
const kPhone = { viewport: { width: 360, height: 740 } };
const kScript = `</textarea><script>document.title='x'</script><img src=x onerror="document.title='x'">`;
let house: House;
let line: Line;

beforeAll(async () => {
  house = await House.open(kNow, ['pkd-guntung', 'kpps-guntung']);
  line = await Line.to(house.url);
});
afterEach(() => {
  line.instead.clear();
  line.chances = kGood;
});
afterAll(async () => {
  line.close();
  await house.close();
});

const show = (station: string): string => house.adem('2024-11-26T23:00', '--as', 'pkd-guntung', '--json', 'station', 'show', station);
const allSent = (page: Page) => until(async () => (await counted(page)).waiting === 0);
/** The app also sends by itself when the line is back, and may be quicker than a click. */
async function sendNow(page: Page): Promise<void> {
  await Promise.any([page.getByRole('button', { name: 'Kirim sekarang' }).click(), allSent(page)]);
  await allSent(page);
}

async function report(page: Page, station: string, status: string, note = ''): Promise<void> {
  await open(page, `#/tps/${station}/keadaan`);
  await page.locator(`input[name=status][value=${status}]`).check();
  if (note) {
    await page.getByText('Waktu, sumber, dan catatan').click();
    await page.locator('#note').fill(note);
  }
  await page.locator('button.save').click();
}

test('every kind of report arrives', async () => {
  const { page, strays, errors } = await house.person(kPhone, line.url);
  await enterField(page, line.url, 'pkd-guntung');
  const [station] = await keys(page);

  await open(page, `#/tps/${station}/air`);
  await page.locator('#depth').focus();
  await page.keyboard.press('ArrowRight'); // 5 cm
  await page.getByRole('button', { name: /Lutut/ }).click();
  await page.locator('input[name=status][value=set-up]').check();
  await page.getByText('Foto dan posisi').click();
  const picture = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [3000, 2000];
    canvas.getContext('2d')!.fillRect(10, 10, 900, 900);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    return [...new Uint8Array(await blob!.arrayBuffer())];
  });
  await page.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(picture) });
  await page.locator('figcaption').waitFor();
  await page.locator('button.save').click();
  await page.getByText('Terkirim. Server sudah mencatatnya.').waitFor();

  await open(page, `#/tps/${station}/keterangan`);
  await page.getByRole('button', { name: 'Ya', exact: true }).click();
  await page.locator('textarea').fill('pasang Oktober');
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await page.getByRole('button', { name: 'Betis' }).click();
  for (let n = 0; n < 2; ++n) await page.getByRole('button', { name: 'Tidak tahu' }).click();
  await page.getByRole('button', { name: 'Ya', exact: true }).click();
  await page.locator('textarea').fill('Lurah');
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await page.locator('button.save').click();
  await page.waitForFunction(() => location.hash.includes('catat='));

  await open(page, `#/tps/${station}/perlengkapan`);
  await page.locator('form fieldset').nth(1).getByText('Tidak', { exact: true }).click();
  await page.locator('button.save').click();
  await page.waitForFunction(() => location.hash.includes('catat='));
  await open(page, `#/tps/${station}/kejadian`);
  await page.locator('input[name=kind][value=flood]').check();
  await page.locator('#text').fill('Air naik di halaman');
  await page.locator('input[name=gravity][value=hampering]').check();
  await page.locator('button.save').click();
  await page.waitForFunction(() => location.hash.includes('catat='));
  await allSent(page);
  expect(await counted(page)).toEqual({ waiting: 0, sent: 4, refused: 0 });

  const said = JSON.parse(show(station!)) as Record<string, unknown>;
  const text = JSON.stringify(said);
  expect(text).toContain('"water_cm":50');
  expect(text).toContain('pasang Oktober');
  expect(text).toContain('Air naik di halaman');
  expect(text).toMatch(/"photos":\["[0-9a-f]+"\]/);
  expect([strays, errors]).toEqual([[], []]);
});

test('a script in every text field is a text', async () => {
  const { page, errors } = await house.person(kPhone, line.url);
  await enterField(page, line.url, 'pkd-guntung');
  const [station] = await keys(page);
  await page.locator('#search').fill(kScript);
  await report(page, station!, 'open', kScript);
  await page.waitForFunction(() => location.hash.includes('catat='));
  await open(page, `#/tps/${station}/kejadian`);
  await page.locator('input[name=kind][value=road]').check();
  await page.locator('#text').fill(kScript);
  await page.locator('button.save').click();
  await page.waitForFunction(() => location.hash.includes('catat='));
  await open(page, `#/tps/${station}/keterangan`);
  for (const answer of ['Ya', kScript, 'Lutut', kScript, kScript, 'Ya', kScript]) {
    if (answer === kScript) {
      await page.locator('textarea').fill(answer);
      await page.getByRole('button', { name: 'Lanjut' }).click();
    } else await page.getByRole('button', { name: answer, exact: true }).click();
  }
  await page.locator('button.save').click();
  await page.waitForFunction(() => location.hash.includes('catat='));
  await until(async () => (await counted(page)).waiting === 0);
  await open(page, `#/tps/${station}`);
  await page.getByText('onerror').first().waitFor();
  await open(page, '#/laporan');
  await page.getByText('onerror').first().waitFor();
  expect(await page.title()).not.toBe('x');
  expect(errors).toEqual([]);
});

test('a login that ended keeps what waits, and nobody else can send it', async () => {
  const { page, context } = await house.person(kPhone, line.url);
  await enterField(page, line.url, 'pkd-guntung');
  const [station] = await keys(page);
  await context.setOffline(true);
  await report(page, station!, 'interrupted');
  await page.waitForFunction(() => location.hash.includes('catat='));
  const token = await page.evaluate(
    () =>
      new Promise<string>((good) => {
        const asked = indexedDB.open('adem-lapangan');
        asked.onsuccess = () => {
          const one = asked.result.transaction('kept').objectStore('kept').get('account');
          one.onsuccess = () => good((one.result as { token: string }).token);
        };
      }),
  );
  await fetch(`${house.url}/api/v1/login`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } });
  await context.setOffline(false);
  await page.getByText('Masa masuk sudah berakhir.').waitFor();
  expect(await counted(page)).toEqual({ waiting: 1, sent: 0, refused: 0 });

  // Somebody else borrows the phone.
  const before = show(station!);
  await open(page, '#/masuk');
  await page.locator('#handle').fill('kpps-guntung');
  await page.locator('#password').fill(kPassword);
  await page.locator('form button.main').click();
  await page.locator('#search').waitFor();
  await open(page, '#/laporan');
  await page.getByText('1 laporan milik pkd-guntung').waitFor();
  await page.waitForTimeout(1500);
  expect(await counted(page)).toEqual({ waiting: 1, sent: 0, refused: 0 });
  expect(JSON.parse(show(station!)).history).toEqual(JSON.parse(before).history);

  await open(page, '#/masuk');
  await page.locator('#handle').fill('pkd-guntung');
  await page.locator('#password').fill(kPassword);
  await page.locator('form button.main').click();
  await page.locator('#search').waitFor();
  await allSent(page);
  expect(JSON.parse(show(station!)).reports['pkd:14.72.05.1003'].status).toBe('interrupted');
});

test('a full storage says so and keeps the words', async () => {
  const { page } = await house.person(kPhone, line.url);
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if (this.name === 'reports' && (globalThis as { full?: boolean }).full) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, args);
    };
  });
  await enterField(page, line.url, 'pkd-guntung');
  const [station] = await keys(page);
  await page.evaluate(() => ((globalThis as { full?: boolean }).full = true));
  await report(page, station!, 'open', 'Halaman masih kering');
  await page.getByText('Penyimpanan ponsel penuh').waitFor();
  expect(await page.locator('#note').inputValue()).toBe('Halaman masih kering');
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => ((globalThis as { full?: boolean }).full = false));
  await page.locator('button.save').click();
  await page.getByText('Terkirim. Server sudah mencatatnya.').waitFor();
});

test('of two tabs one sends, and both know', async () => {
  const { page, context } = await house.person(kPhone, line.url);
  await enterField(page, line.url, 'pkd-guntung');
  const [station] = await keys(page);
  const other = await context.newPage();
  await other.goto(`${line.url}/lapangan/`);
  await other.locator('#search').waitFor();
  const lines = () => (JSON.parse(show(station!)) as { history: unknown[] }).history.length;
  const before = lines();
  await context.setOffline(true);
  for (const tab of [page, other]) {
    for (const status of ['set-up', 'open', 'closed']) {
      await report(tab, station!, status);
      await tab.waitForFunction(() => location.hash.includes('catat='));
    }
  }
  await context.setOffline(false);
  await allSent(page);
  await other.getByText('Semua terkirim').waitFor();
  expect(lines() - before).toBe(6);
});

test('a newer app waits until nothing waits', async () => {
  const { page, context } = await house.person(kPhone, line.url);
  await enterField(page, line.url, 'pkd-guntung');
  await kept(page);
  const [station] = await keys(page);
  line.chances = { ...kGood, drop: 1 };
  await report(page, station!, 'counting');
  await page.waitForFunction(() => location.hash.includes('catat='));
  line.instead.set('/lapangan/sw.js', (body) => `${body}\n// newer`);
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await page.getByText('Dipasang setelah 1 laporan terkirim.').waitFor();
  expect(await page.getByRole('button', { name: 'Pasang pembaruan' }).count()).toBe(0);
  line.chances = kGood;
  await open(page, '#/laporan');
  await sendNow(page);
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Pasang pembaruan' }).click();
  await loaded;
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  expect((await counted(page)).sent).toBe(1);
  await context.close();
});

test('a clock that is wrong does not make a report wrong', async () => {
  const { page } = await house.person(kPhone, line.url);
  await page.addInitScript(() => {
    const right = Date.now.bind(Date);
    Date.now = () => right() + 5 * 3_600_000; // five hours ahead
  });
  await enterField(page, line.url, 'kpps-guntung');
  const [station] = await keys(page);
  await report(page, station!, 'supplies-there');
  await page.getByText('Terkirim. Server sudah mencatatnya.').waitFor();
  const said = JSON.parse(show(station!)).reports['kpps:14.72.05.1003'] as { as_of: string };
  expect(said.as_of >= '2024-11-26T08:00' && said.as_of < '2024-11-26T08:30').toBe(true); // 15.00 WIB
  await open(page, '#/laporan');
  await page.getByText('jam ponsel').waitFor();
});

test('what an older server does not know waits for a newer one', async () => {
  const { page } = await house.person(kPhone, line.url);
  await enterField(page, line.url, 'pkd-guntung');
  const [station] = await keys(page);
  line.instead.set('/api/v1/acts', (body) =>
    JSON.stringify({
      answers: (JSON.parse(body) as { answers: { id: string }[] }).answers.map(({ id }) => ({
        id,
        status: 404,
        error: { code: 'desk.unknown-act', what: 'x', mend: '' },
      })),
    }),
  );
  await report(page, station!, 'box-home');
  await page.getByText('Server belum mengenal laporan jenis ini').first().waitFor();
  expect((await counted(page)).waiting).toBe(1);
  line.instead.clear();
  await open(page, '#/laporan');
  await sendNow(page);
});

test('what the server refuses can be corrected and sent anew', async () => {
  const { page } = await house.person(kPhone, line.url);
  await enterField(page, line.url, 'pkd-guntung');
  const [station] = await keys(page);
  await report(page, station!, 'open', 'Hubungi 0812-3456-7890');
  await page.getByText('Server menolak laporan ini.').waitFor();
  await open(page, '#/laporan');
  await page.getByRole('link', { name: 'Perbaiki' }).click();
  await page.locator('#note').fill('Hubungi kelurahan');
  await page.locator('button.save').click();
  await page.getByText('Terkirim. Server sudah mencatatnya.').waitFor();
  expect((await counted(page)).refused).toBe(0);
});

test('what waits can be carried as a file', async () => {
  const { page, context } = await house.person(kPhone, line.url);
  await enterField(page, line.url, 'pkd-guntung');
  const [station] = await keys(page);
  await context.setOffline(true);
  await report(page, station!, 'unreachable');
  await page.waitForFunction(() => location.hash.includes('catat='));
  await open(page, '#/laporan');
  await page.locator('summary').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Simpan yang menunggu sebagai berkas' }).click(),
  ]);
  const history = () => (JSON.parse(show(station!)) as { history: unknown[] }).history.length;
  const before = history();
  house.adem(kNow, 'do', await file.path());
  expect(history() - before).toBe(1);
  await context.setOffline(false); // and when the phone finds a line after all
  await allSent(page);
  expect(history() - before).toBe(1);
});

test('over plain http the open tabs work, and say what they cannot do', async () => {
  const { page, context, errors } = await house.person(kPhone, line.hall);
  await enterField(page, line.hall, 'pkd-guntung');
  expect(await page.evaluate(() => [isSecureContext, 'locks' in navigator, 'serviceWorker' in navigator])).toEqual([false, false, false]);
  await page.getByText('Sambungan ini tidak memakai https').waitFor();
  const [station] = await keys(page);
  const other = await context.newPage();
  await other.goto(`${line.hall}/lapangan/`);
  await other.locator('#search').waitFor();
  const history = () => (JSON.parse(show(station!)) as { history: unknown[] }).history.length;
  const before = history();
  for (const tab of [page, other]) await tab.waitForLoadState('networkidle'); // all screens are there
  await context.setOffline(true);
  for (const tab of [page, other]) {
    await report(tab, station!, 'open');
    await tab.waitForFunction(() => location.hash.includes('catat='));
  }
  await open(page, `#/tps/${station}/kejadian`);
  await page.getByText('Foto dan posisi').click();
  await page.getByText('Posisi tidak tersedia pada sambungan http biasa.').waitFor();
  await context.setOffline(false);
  await allSent(page);
  expect(history() - before).toBe(2);
  expect(errors).toEqual([]);
});

test('without map data the points stand on plain ground, and the list works', async () => {
  const { page } = await house.person(kPhone, line.url);
  await page.route('**/tiles/**', (asked) => asked.abort());
  await enterField(page, line.url, 'pkd-guntung');
  await open(page, '#/peta');
  await page.getByText('Batas kampung belum tersimpan di ponsel ini.').waitFor();
  expect(await page.locator('svg .station').count()).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Ke daftar TPS' }).click();
  await page.locator('main ul a').first().click();
  await page.locator('.actions').waitFor();
});

for (const lang of ['id', 'en'] as const) {
  test(`every screen is readable for all, light and dark: ${lang}`, { timeout: 180_000 }, async () => {
    const { page, errors } = await house.person(kPhone, line.url);
    await page.addInitScript((kept) => localStorage.setItem('adem.language', kept), lang);
    const look = async (screen: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([screen, colorScheme, await violations(page)]).toEqual([screen, colorScheme, []]);
      }
      expect([screen, await cutTexts(page)]).toEqual([screen, []]);
    };
    await page.goto(`${line.url}/lapangan/`);
    await page.locator('#handle').waitFor();
    await look('masuk');
    await enterField(page, line.url, 'pkd-guntung');
    const [station] = await keys(page);
    const screens = ['', 'peta', 'laporan', 'ponsel', 'kejadian', `tps/${station}`];
    for (const form of ['keadaan', 'air', 'keterangan', 'perlengkapan', 'kejadian']) screens.push(`tps/${station}/${form}`);
    for (const screen of screens) {
      await open(page, `#/${screen}`);
      await look(screen);
    }
    expect(errors).toEqual([]);
  });
}
