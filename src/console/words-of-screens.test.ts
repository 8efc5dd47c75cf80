import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import { screens } from './screens.ts'
import { en } from './words/en/index.ts'

const app = join(import.meta.dirname, 'App.svelte')
const first = Object.keys(en.first)
const later = Object.keys(en.later)

/** How App loads every other screen: its file, and which words come with it. */
const loads = [
  ...readFileSync(app, 'utf8').matchAll(/(?:withWords\('(\w+)', )?import\('(\.\/[^']+\.svelte)'\)/g),
].map(([, part, file]) => ({ file: join(dirname(app), file!), part }))
const entries = new Set(loads.map(({ file }) => file))

/** Every file that one brings with it, at once or later, except the screens that come with words of their own. */
function broughtBy(file: string, found = new Set<string>()): Set<string> {
  found.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |import\(|import )'(\.[^']+)'/g)) {
    const next = join(dirname(file), path!)
    if (/\.(?:ts|svelte)$/.test(next) && existsSync(next) && !found.has(next) && !entries.has(next))
      broughtBy(next, found)
  }
  return found
}

function saidBy(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const named = [...text.matchAll(/\bwords\.(\w+)\b(?!\.ts|\.dom)/g)].map(([, part]) => part!)
  return [...new Set(named)].filter((part) => first.includes(part) || later.includes(part))
}

describe('the words of a screen', () => {
  const lacking = (entry: string, has: readonly string[]) =>
    [...broughtBy(entry)].flatMap((file) =>
      saidBy(file)
        .filter((part) => !has.includes(part))
        .map((part) => `${file.slice(import.meta.dirname.length + 1)} says words.${part}`),
    )

  test('are there with the frame and the Watch', () => {
    const files = [...broughtBy(app)].map((file) => file.slice(import.meta.dirname.length + 1))
    assert.ok(files.includes('watch/Lines.svelte') && files.includes('map/Map.svelte'), files.join(' '))
    assert.ok(!files.includes('compose/Compose.svelte'))
    assert.deepEqual(lacking(app, first), [])
  })

  test('come with it where it is loaded later', () => {
    assert.equal(loads.length, screens.length - 1)
    for (const { file, part } of loads)
      assert.deepEqual(lacking(file, part === undefined ? first : [...first, part]), [], file)
  })

  test('are missed where they do not come', () => {
    const compose = loads.find(({ part }) => part === 'compose')!
    assert.ok(lacking(compose.file, first).length > 10)
  })
})
