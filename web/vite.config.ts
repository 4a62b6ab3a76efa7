import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { fieldWorker } from './build/worker.ts';

// One entry for each group of people: the desk's offices, the field, the public, a hall that asks.
// ADEM_SERVER: where `npm run dev` finds a running `adem serve`.
const server = process.env.ADEM_SERVER ?? 'http://127.0.0.1:8080';

// The font's licence travels with it; those of the scripts are gathered by the build itself.
const fontLicence: Plugin = {
  name: 'font-licence',
  generateBundle() {
    const source = readFileSync('node_modules/@fontsource-variable/public-sans/LICENSE');
    this.emitFile({ type: 'asset', fileName: 'assets/public-sans-licence.md', source });
  },
};

export default defineConfig({
  plugins: [svelte(), fontLicence, fieldWorker(import.meta.dirname)],
  build: {
    outDir: process.env.ADEM_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1200, // the map, which only the board loads
    assetsInlineLimit: 0, // the policy of the pages allows nothing inline
    license: { fileName: 'assets/licences.md' },
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        ...Object.fromEntries(
          ['index.html', 'lapangan/index.html', 'umum/index.html', 'tanya/index.html'].map((page) => [
            page.split('/')[0]!.replace('.html', ''),
            resolve(import.meta.dirname, page),
          ]),
        ),
        worker: resolve(import.meta.dirname, 'src/field/worker.ts'),
      },
      output: {
        // The worker's name is its address: no hash, and beside the page whose requests it answers.
        entryFileNames: ({ name }) => (name === 'worker' ? 'lapangan/sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: Object.fromEntries(['/api', '/tiles', '/public'].map((at) => [at, server])) },
  test: { environment: 'node', testTimeout: 120_000, hookTimeout: 240_000 },
});
