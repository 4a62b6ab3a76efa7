// axe-core in the page itself, and words that only programs use: 0 violations, or each named with
// its element.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { kReported, kStatuses } from '../src/kit/status';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Codes of duties, stages, items and statuses: English words that no Indonesian page says. */
function codesOfRules(): string[] {
  const kinds = ['duty', 'stage', 'agenda', 'checklist', 'mode', 'travel', 'threshold'];
  const codes: string[] = [...kReported, ...kStatuses];
  let kind = '';
  for (const line of readFileSync(resolve(import.meta.dirname, '../../rules/pilkada-2024.toml'), 'utf8').split('\n')) {
    kind = /^\[\[(\w+)\]\]/.exec(line)?.[1] ?? kind;
    const code = /^code = "(.*)"/.exec(line)?.[1];
    if (code && kinds.includes(kind)) codes.push(code);
  }
  return codes;
}
const kCodes = codesOfRules();

export async function violations(page: Page): Promise<string[]> {
  // Through the debugger: the policy of the pages lets no foreign script in.
  await page.evaluate(source);
  return page.evaluate(async (codes) => {
    const { axe } = globalThis as unknown as { axe: { run: (what: Document) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    const found = await axe.run(document);
    const said = document.documentElement.lang === 'id' ? document.body.innerText.split(/[^\p{L}\p{N}-]+/u) : [];
    return [
      ...found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`)),
      ...codes.filter((code) => said.includes(code)).map((code) => `a code, not a word: ${code}`),
    ];
  }, kCodes);
}

/** Texts that are cut off at the page's width: an element wider than what shows it. */
export async function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth + 1) cut.push(`page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll<HTMLElement>('button, a, h1, h2, h3, p, label, th, td, summary, b, strong')) {
      const style = getComputedStyle(element);
      const hides = style.overflowX === 'hidden' || style.textOverflow === 'ellipsis';
      if (hides && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1) cut.push(element.textContent?.trim().slice(0, 60) ?? '');
    }
    return cut;
  });
}
