/** How the console is built: for browsers of the last two years, every file named by what is in it, nothing fetched from anywhere. */
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// Vite asks for a default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  root: here('src/console'),
  base: '/console/',
  // What a component does wrong is said by its check; installing says only what fails.
  logLevel: 'error',
  // Without runes a component is of the old kind, and what the old kind needs is not built in.
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  resolve: {
    // What hashes and signs is the server's; no screen of the console may come to it.
    alias: { 'node:crypto': here('src/console/no-node.ts'), 'node:buffer': here('src/console/no-node.ts') },
  },
  build: {
    outDir: here('dist/console'),
    emptyOutDir: true,
    target: ['chrome120', 'firefox121', 'safari17.4'],
    assetsInlineLimit: 0,
    license: true,
    modulePreload: { polyfill: false },
    rollupOptions: {
      treeshake: { moduleSideEffects: (id) => !/^(?!.*node_modules).*\/src\/(?!console|web)/.test(id) },
    },
  },
})
