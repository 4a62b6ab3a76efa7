// A bad line: stands before the server and drops, delays, repeats and cuts what passes, by chance
// that a seed makes the same each time. What asks for pages passes whole.
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Chances {
  drop: number; // the request never arrives
  cut: number; // it arrives, and the answer breaks off
  repeat: number; // it arrives twice
  delay: number; // ms at most
}

export const kGood: Chances = { drop: 0, cut: 0, repeat: 0, delay: 0 };

export class Line {
  chances = kGood;
  /** What a file is to be instead: for a newer app, or a server that knows less. */
  readonly instead = new Map<string, (body: string) => string>();
  readonly seen = { dropped: 0, cut: 0, repeated: 0, passed: 0 };
  private state: number;

  private constructor(
    private readonly to: string,
    private readonly server: Server,
    seed: number,
  ) {
    this.state = seed;
  }

  static async to(server: string, seed = 1): Promise<Line> {
    const listener = createServer();
    const line = new Line(server, listener, seed);
    listener.on('request', (asked, answer) => void line.pass(asked, answer).catch(() => answer.destroy()));
    await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The same line as phones in a hall see it: plain HTTP to another machine. */
  get hall(): string {
    return this.url.replace('127.0.0.1', 'hall.test');
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  // A number in [0, 1), the same row for the same seed (mulberry32).
  private chance(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  private ask(asked: IncomingMessage, body: Buffer): Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }> {
    return new Promise((good, bad) => {
      const out = request(this.to + asked.url, { method: asked.method ?? 'GET', headers: asked.headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', bad);
        answer.on('end', () => good({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(parts) }));
      });
      out.on('error', bad);
      out.end(body);
    });
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of asked) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const path = asked.url?.split('?')[0] ?? '/';
    const { drop, cut, repeat, delay } = path.startsWith('/api/') ? this.chances : kGood;
    await new Promise((later) => setTimeout(later, this.chance() * delay));
    if (this.chance() < drop) {
      ++this.seen.dropped;
      answer.destroy();
      return;
    }
    const change = this.instead.get(path);
    if (change) for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete asked.headers[name];
    let got = await this.ask(asked, body);
    if (this.chance() < repeat) {
      ++this.seen.repeated;
      got = await this.ask(asked, body);
    }
    const sent = change ? Buffer.from(change(got.body.toString())) : got.body;
    const headers = { ...got.headers };
    delete headers['transfer-encoding'];
    headers['content-length'] = String(sent.length);
    if (change) delete headers['etag'];
    answer.writeHead(got.status, headers);
    if (this.chance() < cut) {
      ++this.seen.cut;
      answer.write(sent.subarray(0, sent.length >> 1), () => answer.destroy());
      return;
    }
    ++this.seen.passed;
    answer.end(sent);
  }
}
