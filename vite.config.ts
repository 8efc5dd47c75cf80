/** How the console is built: for browsers of the last two years, every file named by what is in it, nothing fetched from anywhere. */
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The document names what the first screen is made of, so that it comes at once and not when the script that asks for it has come. */
const firstScreenAtOnce: Plugin = {
  name: 'first-screen-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) =>
      Object.values(bundle).flatMap((file) => {
        if (file.type !== 'chunk' || !['first', 'open.dom'].includes(file.name)) return []
        const styles = [...(file.viteMetadata?.importedCss ?? [])]
        const link = (rel: string, name: string) =>
          ({
            tag: 'link',
            attrs: { rel, crossorigin: true, href: `/console/${name}` },
            injectTo: 'head',
          }) as const
        return [link('modulepreload', file.fileName), ...styles.map((name) => link('stylesheet', name))]
      }),
  },
}

// Vite asks for a default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  root: here('src/console'),
  base: '/console/',
  // What a component does wrong is said by its check; installing says only what fails.
  logLevel: 'error',
  // Without runes a component is of the old kind, and what the old kind needs is not built in.
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), firstScreenAtOnce],
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
      output: {
        codeSplitting: {
          groups: [
            // Before anything else it is known which language and look.
            {
              name: 'begin',
              test: /src\/console\/(?:words\.dom|words|preferences\.dom|heard-kinds)\.ts$/,
              priority: 2,
            },
            // One file with all that the first screen needs: forty small ones take a slow machine longer than their contents.
            { name: 'first', test: /src\/console\/open\.dom\.ts$/, priority: 1 },
          ],
        },
      },
      treeshake: { moduleSideEffects: (id) => !/^(?!.*node_modules).*\/src\/(?!console|web)/.test(id) },
    },
  },
})
