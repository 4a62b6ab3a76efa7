// Who uses this page. The cookie is the server's; the page keeps what the server said of it.
import { get, keepCsrf, onLoggedOut, post, remove } from './api';
import { setZone } from './time';

export interface Me {
  handle: string;
  office: string; // "ppk:14.72.05"
  office_name?: string;
  area: string;
  area_name?: string;
  rights: string[];
  first?: boolean; // the account that set this table up
  zone: string;
  election: string;
  exercise: boolean;
  moves_clock: boolean; // of a drill
  today: string;
  now: string;
}

let me = $state<Me | null>(null);
let ahead = $state(0); // milliseconds that the desk's clock is ahead of this device's
let asked = $state(false); // whether the server has answered who this is

export const session = {
  get me() {
    return me;
  },
  get asked() {
    return asked;
  },
  /** The desk's hour: that of the server, and of a drill where there is one. */
  now(): Date {
    return new Date(Date.now() + ahead);
  },
  may(right: string): boolean {
    return me?.rights.includes(right) ?? false;
  },
};

onLoggedOut(() => {
  me = null;
});

export async function look(): Promise<void> {
  try {
    const [login, who] = await Promise.all([
      get<{ csrf: string }>('/api/v1/login'),
      get<Me>('/api/v1/me'),
    ]);
    keepCsrf(login.csrf);
    setZone(who.zone);
    ahead = Date.parse(who.now) - Date.now();
    me = who;
  } catch {
    me = null;
  }
  asked = true;
}

export async function login(handle: string, password: string): Promise<void> {
  const { csrf } = await post<{ csrf: string }>('/api/v1/login', { handle, password });
  keepCsrf(csrf);
  await look();
}

/** The first password, by an invitation that is good once. */
export async function accept(handle: string, code: string, password: string): Promise<void> {
  await post('/api/v1/invite', { handle, code, password });
  await login(handle, password);
}

export async function logout(): Promise<void> {
  await remove('/api/v1/login').catch(() => {});
  keepCsrf(null);
  me = null;
}
