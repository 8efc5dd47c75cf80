/** Proves the checks of written documents: a sound tree passes, and each kind of rot is named. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { configPage, errorsPage } from './pages.ts'
import { checkProse } from './prose.ts'

const decision = ['Status', 'Context', 'Decision', 'Consequences', 'How it is held']
  .map((h) => `## ${h}\nx\n`)
  .join('\n')
const sound = {
  'ARCHITECTURE.md':
    '# Map\n```\ndocs/      pages\nsrc/\n  base/    seen by all\n```\nSee [why](docs/decisions/0001-one.md#how-it-is-held).\n',
  'docs/decisions/0001-one.md': `# One\n${decision}`,
  'src/base/index.ts': '',
}

function wrongIn(t: TestContext, files: Record<string, string>): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), 'tocsin-prose-'))
  t.after(() => rmSync(root, { recursive: true }))
  for (const [path, text] of Object.entries({ ...sound, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return checkProse(root).wrong
}

describe('the check of documents', () => {
  test('is content with a sound tree', (t) => assert.deepEqual(wrongIn(t, {}), []))

  test('ignores links in code, to the web and to mail', (t) => {
    assert.deepEqual(
      wrongIn(t, {
        'a.md': '`[x](gone.md)` [y](https://example.org) [z](mailto:a@example.org)\n```\n[q](gone.md)\n```\n',
      }),
      [],
    )
  })

  const rot: [what: string, files: Record<string, string>, says: RegExp][] = [
    [
      'a link to nowhere',
      { 'README.md': '[x](docs/gone.md)' },
      /README\.md: the link docs\/gone\.md leads nowhere/,
    ],
    ['a link to no heading', { 'README.md': '[x](ARCHITECTURE.md#gone)' }, /no heading for #gone/],
    [
      'a file that is gone',
      { 'README.md': '`src/base/*.ts` `src/base/gone.ts`' },
      /README\.md: it names src\/base\/gone\.ts/,
    ],
    ['a folder that is not on the map', { 'src/areas/index.ts': '' }, /does not name src\/areas\//],
    ['a folder at the root that is not on the map', { 'tools/a.ts': '' }, /does not name tools\//],
    [
      'a folder on the map that is not there',
      { 'ARCHITECTURE.md': '```\ndocs/\nsrc/\n  base/\n  areas/\n```\n' },
      /names src\/areas/,
    ],
    ['a map that is missing', { 'ARCHITECTURE.md': '# Map\n' }, /has no map/],
    [
      'a decision without its headings',
      { 'docs/decisions/0002-two.md': '# Two\n## Status\n' },
      /0002-two\.md: needs the headings/,
    ],
    ['a decision without a number', { 'docs/decisions/two.md': decision }, /NNNN-short-title/],
    ['a number taken twice', { 'docs/decisions/0001-two.md': decision }, /0001 is taken twice/],
  ]
  for (const [what, files, says] of rot)
    test(`names ${what}`, (t) => {
      const wrong = wrongIn(t, files)
      assert.ok(wrong.length > 0 && wrong.every((one) => says.test(one)), wrong.join('\n'))
    })
})

describe('a generated page', () => {
  test('explains every problem under its code', () => {
    const page = errorsPage({
      'alerts/own-draft': { status: 409, exit: 1, says: 'It is {by}’s own.', advice: 'Ask another.' },
    })
    assert.match(
      page,
      /## alerts\n\n### alerts\/own-draft\n\nIt is \{by\}’s own\.\n\n\*What to do:\* Ask another\.\n\nHTTP 409 · exit 1\n$/,
    )
  })

  test('lists every setting with its default', () => {
    const page = configPage({ port: { variable: 'TOCSIN_PORT', fallback: '8080', means: 'One | other.' } })
    assert.match(page, /\| `TOCSIN_PORT` \| `8080` \| One \\\| other\. \|\n$/)
  })
})
