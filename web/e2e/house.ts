// A server of the test's own over a copy of the exercise, and a browser that watches whether a page
// asks anything of another host. Started by the test, on loopback, ended with it.
import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

const root = resolve(import.meta.dirname, '../..');
const adem = process.env.ADEM ?? join(root, 'build/dev/adem');
// The exercise that every test takes a copy of: `tools/web e2e` makes one for all.
const demo = process.env.ADEM_DEMO;
export const kPassword = 'latihan bersama adem';

export class House {
  private constructor(
    readonly dir: string,
    readonly url: string,
    readonly browser: Browser,
    private readonly server: ChildProcess,
  ) {}

  /** `now`: the hour at which the drill begins, "2024-11-20T19:00". */
  static async open(now: string, accounts: string[]): Promise<House> {
    if (!demo) throw new Error('ADEM_DEMO names no exercise: run tools/web e2e, or adem demo --dir DIR --no-serve and name DIR');
    const dir = mkdtempSync(join(tmpdir(), 'adem-e2e-'));
    cpSync(demo, dir, { recursive: true });
    for (const handle of accounts) {
      execFileSync(adem, ['-C', dir, '--now', now, 'account', 'password', handle], { input: `${kPassword}\n` });
    }
    const server = spawn(adem, ['-C', dir, '--now', now, 'serve', '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await addressOf(server);
    const browser = await chromium.launch({
      executablePath: process.env.ADEM_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
        '--host-resolver-rules=MAP hall.test 127.0.0.1'], // a host that is not this machine, as phones in a hall see it
    });
    return new House(dir, url, browser, server);
  }

  /** A command on the same workspace, while it is served. */
  adem(now: string, ...words: string[]): string {
    return execFileSync(adem, ['-C', this.dir, '--now', now, ...words], { encoding: 'utf8' });
  }

  /** A browser of one person. What it asks of another host than `at` is refused, and told by `strays`. */
  async person(options: BrowserContextOptions = {}, at = this.url): Promise<{ context: BrowserContext; page: Page; strays: string[]; errors: string[] }> {
    const context = await this.browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', viewport: { width: 1280, height: 720 }, ...options });
    const strays: string[] = [];
    const errors: string[] = [];
    await context.route(
      (asked) => !asked.href.startsWith(at) && !['blob:', 'data:'].includes(asked.protocol),
      (asked) => {
        strays.push(asked.request().url());
        return asked.abort();
      },
    );
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && /policy|Refused/i.test(message.text())) errors.push(message.text());
    });
    return { context, page, strays, errors };
  }

  /** Logs in at the desk and waits for the frame. */
  async enter(page: Page, handle: string, at = '/'): Promise<void> {
    await page.goto(this.url + at);
    await page.locator('#handle').fill(handle);
    await page.locator('#password').fill(kPassword);
    await page.locator('form button.main').click();
    await page.locator('header nav').waitFor({ state: 'attached' });
  }

  async close(): Promise<void> {
    await this.browser.close();
    const ended = new Promise((done) => this.server.once('exit', done));
    this.server.kill('SIGTERM');
    await ended;
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    server.stdout!.on('data', (piece: Buffer) => {
      said += piece.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url) found(url);
    });
    server.once('exit', (code) => failed(new Error(`adem serve ended with ${code}: ${said}`)));
  });
}
