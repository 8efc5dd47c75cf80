/** The script that is served is signage.dom.ts without its types; with TOCSIN_WRITE=1 it is written anew. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { keptScript } from '../../web/script-files.node.ts'

const at = (name: string) => new URL(name, import.meta.url)

function written(): string {
  const script = keptScript(readFileSync(at('signage.dom.ts'), 'utf8'))
    .replaceAll(/^\s*\/\*\*.*\*\/$|^\s*\/\/.*$/gm, '')
    .replaceAll(/\n\s*\n+/g, '\n')
    .trim()
  const quoted = script.replaceAll(/[\\`]|\$(?=\{)/g, String.raw`\$&`)
  return [
    '/** Made from signage.dom.ts, and held to it by signage-script.test.ts: a file of a dialect reads no other. */',
    '',
    `export const signageScript = \`${quoted}\n\``,
    '',
  ].join('\n')
}

test('the script that screens get is made from its source', () => {
  if (process.env['TOCSIN_WRITE'] === '1') writeFileSync(at('signage-script.ts'), written())
  assert.equal(readFileSync(at('signage-script.ts'), 'utf8'), written(), 'run it with TOCSIN_WRITE=1')
})
