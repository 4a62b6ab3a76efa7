// axe-core in the page itself: 0 violations, or each named with its element.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function violations(page: Page): Promise<string[]> {
  // Through the debugger: the policy of the pages lets no foreign script in.
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (what: Document) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    const found = await axe.run(document);
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
  });
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
