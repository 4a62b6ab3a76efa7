// Writes the list of the field app's files into its worker: everything that lapangan/index.html
// needs, also the screens that are loaded later. The version changes whenever one of them does.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, Rollup } from 'vite';

const kWorker = 'lapangan/sw.js';
const kBeside = ['lapangan/manifest.webmanifest', 'icon.svg']; // of public/, as they are

type Bundle = Rollup.OutputBundle;

function needed(bundle: Bundle, entry: string): Set<string> {
  const files = new Set<string>();
  const add = (name: string) => {
    const file = bundle[name];
    if (files.has(name) || !file) return;
    files.add(name);
    if (file.type !== 'chunk') return;
    [...file.imports, ...file.dynamicImports].forEach(add);
    file.viteMetadata?.importedCss.forEach(add);
    file.viteMetadata?.importedAssets.forEach(add);
  };
  add(entry);
  // Fonts are named by the style sheets alone.
  for (const name of [...files].filter((file) => file.endsWith('.css'))) {
    const sheet = bundle[name];
    const text = sheet?.type === 'asset' ? sheet.source.toString() : '';
    for (const [, file] of text.matchAll(/url\(["']?\/?([^"')]+)/g)) add(file!);
  }
  return files;
}

export function fieldWorker(root: string): Plugin {
  return {
    name: 'adem-field-worker',
    enforce: 'post',
    apply: 'build',
    generateBundle(_, bundle) {
      const worker = bundle[kWorker];
      const page = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry && file.name === 'lapangan');
      if (worker?.type !== 'chunk' || !page) throw new Error('the field app or its worker is not in the bundle');
      const files = [...needed(bundle, page.fileName)].sort();
      const version = createHash('sha256');
      for (const name of files) {
        const file = bundle[name]!;
        version.update(name).update(file.type === 'chunk' ? file.code : file.source);
      }
      for (const name of kBeside) version.update(readFileSync(resolve(root, 'public', name)));
      version.update(readFileSync(resolve(root, 'lapangan/index.html'))).update(worker.code);
      const list = ['lapangan/', ...kBeside, ...files].map((name) => `/${name}`);
      worker.code = worker.code
        .replaceAll('ADEM_FILES', JSON.stringify(list))
        .replaceAll('ADEM_VERSION', JSON.stringify(version.digest('hex').slice(0, 16)));
    },
  };
}
