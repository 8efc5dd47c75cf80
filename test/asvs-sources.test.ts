import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { nodeLog } from '../src/base/log.node.ts'
import { newSecret } from '../src/channels/webhook/signature.node.ts'
import { newKey } from '../src/people/key.node.ts'
import { newToken } from '../src/people/sessions/token.node.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const security = read('SECURITY.md')

const sources = globSync('src/**/*.{ts,mjs}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.(test|contract|bench)\.ts$/.test(file))
/** Comments say what isn't done, too. */
const code = new Map(
  sources.map((file) => [file, read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')] as const),
)
const found = (pattern: RegExp, files: RegExp = /./): string[] =>
  [...code].filter(([file, text]) => files.test(file) && pattern.test(text)).map(([file]) => file)

describe('the sources', () => {
  test('puts no value into the text of a statement', () => {
    assert.ok(found(/\.prepare\(/).length > 3, 'the statements are somewhere else')
    const filled = [...code].flatMap(([file, text]) =>
      [...text.matchAll(/\b(?:prepare|query|exec)\(\s*`([^`]*)`/g)].flatMap(([, statement = '']) =>
        [...statement.matchAll(/\$\{([^}]*)\}/g)].map(([, value]) => `${file}: ${value}`),
      ),
    )
    // Names of tables and columns, numbers of our own: constants of the same file.
    const own = [
      'lock',
      'places',
      'set',
      'told',
      'columns',
      'names',
      'rest',
      'openCondition',
      'table',
      'tables',
      'name',
      'version',
      'channel',
      'recipient',
      'message',
    ]
    const constants = [
      ...own,
      'applicationId',
      'schemaVersion',
      'patience',
      'patienceWithReaders',
      "schemaLock.join(', ')",
      "toldColumns.join(', ')",
      ...['marks(subscriptionColumns)', 'marks(toldColumns)'],
      ...['marks', 'places', 'set'].flatMap((one) => [`${one}(recipientColumns)`, `${one}(messageColumns)`]),
    ]
    assert.deepEqual(
      filled.filter((one) => !constants.includes(one.split(': ')[1]!)),
      [],
    )
  })

  test('runs no shell and no program but itself', () => {
    assert.deepEqual(found(/['"`](?:node:)?child_process['"`]/).toSorted(), [
      'src/channels/stream/front-pool.node.ts',
      'src/cli/tocsin.mjs',
    ])
    assert.match(code.get('src/channels/stream/front-pool.node.ts')!, /\bfork\(/)
    assert.deepEqual(found(/\b(?:execSync|execFile|spawnSync)\(|shell: true/, /^src\/(?!cli\/tocsin)/), [])
  })

  test('makes no pattern of what a caller sends', () => {
    // Lexicons of ours, joined from their lines.
    assert.deepEqual(found(/\bnew RegExp\((?!`)/, /^src\/(?!cap\/)/).toSorted(), [
      'src/areas/printed/unit-lexicon.ts',
      'src/evidence/doubt/words/elapsed.ts',
      'src/evidence/indicator/outlook.ts',
    ])
    // What stands in each: constants of ours, the CAP schema, an authority's profile, a declared path, the name of a field,
    // a lexicon of ours, a sentence of our own problems with its marks escaped, a name that a source of ours exports.
    assert.deepEqual(
      found(/\bnew RegExp\(`[^`]*\$\{/, /^src\/(?!cap\/)/).toSorted(),
      [
        'src/channels/cell-broadcast/ecbe.ts',
        // Of the paths that dialects write down.
        'src/dialects/routing.ts',
        'src/evidence/doubt/words/firsts.ts',
        'src/evidence/statement/stance-words.ts',
        'src/exchange/source.ts',
        'src/people/credentials/recovery-codes.ts',
        'src/server/multipart.ts',
        'src/server/problem-words.ts',
        'src/server/resident-bundle.node.ts',
        ...found(/\bmethodsAt\(fastify[^]*new RegExp\(`/, /^src\/server\//),
      ].toSorted(),
    )
  })

  test('evaluates no text and makes no markup of any', () => {
    assert.deepEqual(found(/\beval\(|\bnew Function\(|node:vm['"]/), [])
    assert.deepEqual(found(/\.(?:innerHTML|outerHTML|srcdoc)\s*=[^=]|insertAdjacentHTML|document\.write/), [])
  })

  test('writes fixed texts into the log', () => {
    assert.ok(found(/\blog\.(?:info|warn|error)\(/).length > 15)
    // What is being tried there is one of our own words.
    assert.deepEqual(found(/\blog\.(?:info|warn|error)\(\s*`[^`]*\$\{/), ['src/server/until-it-works.ts'])
  })

  test('takes chance from a secure source, and from another only to spread waiting', () => {
    assert.deepEqual(found(/\bMath\.random\b/).toSorted(), [
      'src/channels/siren/line.mqtt.ts',
      'src/channels/stream/live.sse.ts',
      // When a screen or a phone looks again, so that not all do at once.
      'src/dialects/screens/signage-script.ts',
      'src/dialects/screens/signage.dom.ts',
      'src/resident/keep-true.dom.ts',
      'src/resident/sw-pages.dom.ts',
      'src/server/exchange-ports.node.ts',
      'src/server/intake-open.node.ts',
      'src/server/serve.node.ts',
      'src/sites/reading-line.mqtt.ts',
      // Names that join a label to its field.
      'src/web/people/areas.dom.ts',
      'src/web/people/rights.dom.ts',
    ])
  })

  test('compares by identity alone', () => {
    const { rules } = JSON.parse(read('.oxlintrc.json')) as { rules: { eqeqeq: string } }
    assert.equal(rules.eqeqeq, 'error')
    const { compilerOptions } = JSON.parse(read('tsconfig.json').replace(/^\s*\/\/.*$/gm, '')) as {
      compilerOptions: { strict: boolean; noUncheckedIndexedAccess: boolean }
    }
    assert.deepEqual([compilerOptions.strict, compilerOptions.noUncheckedIndexedAccess], [true, true])
  })

  test('keeps nobody from pasting a password', () => {
    // An official message may be pasted anywhere on the Compose screen; that reads, and prevents nothing in a field.
    assert.deepEqual(found(/onpaste|\(['"]paste['"]|oncopy|oncontextmenu/, /\.dom\.ts$|web\//), [
      'src/console/compose/handed.dom.ts',
    ])
    const pages = [...code].filter(([file]) => file.startsWith('src/web/'))
    const fields = pages.flatMap(([file, text]) =>
      Array.from(
        text.matchAll(/type: 'password',\s+autocomplete: '([\w-]+)'/g),
        ([, fills]) => `${file}: ${fills}`,
      ),
    )
    assert.deepEqual(fields.toSorted(), [
      'src/web/people/account-keys.dom.ts: new-password',
      'src/web/people/join.dom.ts: new-password',
      'src/web/people/ways-in.dom.ts: current-password',
    ])
  })

  test('keeps no secret in a browser’s storage', () => {
    assert.deepEqual(found(/\b(?:localStorage|sessionStorage|indexedDB|caches\.open)\b/).toSorted(), [
      // A draft that was not sent: what the public would have been told.
      // Filled forms until they are sent, never a session or a key; signing out asks what stays.
      'src/assess/store.dom.ts',
      'src/assess/sw.dom.ts',
      'src/console/compose/kept.dom.ts',
      // Language, look, sounds.
      'src/console/preferences.dom.ts',
      // A phone's own: what it subscribed with (whoever has that can change or end this one subscription, which names
      // nobody), the names of its places, what is told and unsent, the newest of each alert.
      'src/resident/app-kept.dom.ts',
      // Places, the language one reads, sounds.
      'src/resident/app-wish.dom.ts',
      'src/resident/app.dom.ts',
      'src/resident/kept-places.dom.ts',
      // The pages that open without a network; none of them is for one person.
      'src/resident/sw-pages.dom.ts',
      // The kind of screen: one's own, or shared.
      'src/web/people/join.dom.ts',
      // What is typed and unsent, but never a password, a code or a token.
      'src/web/people/keep-text.dom.ts',
      'src/web/people/sign-in.dom.ts',
      // The language one reads.
      'src/web/people/staff-language.dom.ts',
      // The page to go on to.
      'src/web/people/ways-in.dom.ts',
    ])
    const kept = code.get('src/web/people/keep-text.dom.ts')!
    for (const never of ["'password'", "'hidden'", "'file'", "'code'", "'token'"])
      assert.ok(kept.includes(never), never)
    assert.deepEqual(found(/document\.cookie/), [])
  })

  test('bounds every number that may come in', () => {
    const { paths } = JSON.parse(read('docs/api.json')) as {
      paths: { [path: string]: { [method: string]: { requestBody?: unknown; parameters?: unknown } } }
    }
    const open: string[] = []
    let numbers = 0
    const walk = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return
      const { type, ...schema } = value as { [name: string]: unknown }
      if (type === 'integer' || type === 'number') {
        numbers += 1
        const isBounded = ['inimum', 'aximum'].every((end) =>
          Object.keys(schema).some((key) => key.endsWith(end)),
        )
        if (!isBounded && !('const' in schema) && !('enum' in schema)) open.push(at)
      }
      for (const [name, part] of Object.entries(schema)) walk(part, `${at}/${name}`)
    }
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { requestBody, parameters }] of Object.entries(methods))
        walk({ requestBody, parameters }, `${method} ${path}`)
    assert.deepEqual(open, [])
    assert.ok(numbers > 20, 'no numbers were found')
  })

  test('that use cryptography are on the list of keys and algorithms', () => {
    const list = /^## Keys and algorithms\n([\s\S]*?)^## /m.exec(security)?.[1] ?? ''
    const named = [...list.matchAll(/`(src\/[\w./*-]+)`/g)].flatMap(([, path = '']) =>
      globSync(path, { cwd: root }).map((file) => file.replaceAll('\\', '/')),
    )
    const using = found(/['"`]node:crypto['"`]|crypto\.subtle|crypto\.getRandomValues|randomUUID/)
    assert.ok(using.length > 30, 'the sources were not read')
    assert.deepEqual(
      using.filter((file) => !named.includes(file)),
      [],
    )
    assert.deepEqual(found(/createCipher\(|aes-\d+-(?:ecb|cbc)/i), [])
    // OpenRosa has it compare forms; nothing rests on it.
    assert.deepEqual(found(/[hH]ash\(['"]md5/i), ['src/server/openrosa-hash.node.ts'])
    assert.deepEqual(found(/['"]sha1['"]/).toSorted(), [
      'src/cap/signature/algorithms.ts',
      'src/cap/signature/key-fit.node.ts',
      'src/cap/signature/self-signed.node.ts',
      'src/exchange/hub-signature.node.ts',
      'src/exchange/subscription.ts',
    ])
  })
})

describe('secrets', () => {
  test('makes tokens, keys and secrets of so many random bits', () => {
    const bits = (text: string, encoding: 'hex' | 'base64' | 'base64url') =>
      Buffer.from(text, encoding).length * 8
    for (let i = 0; i < 20; i++) {
      assert.equal(bits(newToken(), 'base64url'), 256)
      assert.equal(bits(newKey().replace('tocsin_', ''), 'hex'), 160)
      assert.equal(bits(newSecret().replace('whsec_', ''), 'base64'), 256)
    }
    for (const make of [newToken, newKey, newSecret])
      assert.equal(new Set(Array.from({ length: 1_000 }, make)).size, 1_000)
  })
})

describe('lines of the log', () => {
  test('are lines of JSON, whatever is in them', () => {
    const lines: string[] = []
    const log = nodeLog('info', { write: (line) => void lines.push(line) })
    const evil = 'x\n{"level":50,"msg":"forged"}\r\n\u2028\u0000\u001b[31m"'
    log.warn('A text', { evil, deep: { [evil]: [evil] } })
    log.info(evil)
    assert.equal(lines.length, 2)
    for (const line of lines) {
      assert.equal(line.indexOf('\n'), line.length - 1)
      // eslint-disable-next-line no-control-regex -- a terminal must not be spoken to
      assert.doesNotMatch(line.trimEnd(), /[\u0000-\u001f]/)
      const { time, level } = JSON.parse(line) as { time: string; level: number }
      assert.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
      assert.ok(level === 30 || level === 40)
    }
    assert.equal((JSON.parse(lines[0]!) as { evil: string }).evil, evil)
  })
})
