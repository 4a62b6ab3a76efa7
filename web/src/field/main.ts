import '../kit/base.css';
import './field.css';
import { mount } from 'svelte';
import { language } from '../kit/language.svelte';
import { show } from '../kit/theme.svelte';
import * as accounts from './account.svelte';
import App from './App.svelte';
import * as clocks from './clock.svelte';
import './install.svelte';
import * as lists from './lists.svelte';
import * as outbox from './outbox.svelte';
import { fetchAll } from './screens';
import * as send from './send.svelte';
import { onFar } from './tabs';
import { register } from './update.svelte';

document.documentElement.lang = language();
show();

// What the phone remembers comes first; the network is asked when the screen stands.
async function begin(): Promise<void> {
  let broken = false;
  try {
    await Promise.all([accounts.remember(), clocks.recall()]);
    await Promise.all([outbox.open(), lists.recall()]);
  } catch {
    broken = true;
  }
  const target = document.getElementById('app')!;
  target.textContent = '';
  mount(App, { target, props: { broken } });
  if (broken) return;
  onFar('account', accounts.remember);
  lists.open();
  send.start();
  if (!('serviceWorker' in navigator)) void fetchAll();
}

// The family that adem serves comes when there is room on the line; until then the phone's own.
function dress(): void {
  document.fonts.load("1rem 'Public Sans'").then(
    (faces) => {
      if (faces.length > 0) document.documentElement.dataset['font'] = 'own';
    },
    () => {}, // no line: the phone's own family stays
  );
}

// Without the slash the worker would not answer for it.
if (location.pathname === '/lapangan') location.replace(`/lapangan/${location.search}${location.hash}`);
else void begin();
addEventListener('load', () => {
  void register().catch(() => {});
  setTimeout(dress, 4_000);
});
