import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openShell, type Shell } from './shell.node.ts'

const entry = join(import.meta.dirname, '../../src/cli/tocsin.mjs')
const good = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>drill-1</identifier>
  <sender>desk@town.example</sender>
  <sent>2025-11-02T00:37:00+03:00</sent>
  <status>Exercise</status>
  <msgType>Alert</msgType>
  <scope>Restricted</scope>
  <restriction>for those who take part</restriction>
  <note>The drill of November</note>
  <info>
    <language>en</language>
    <category>Safety</category>
    <event>Drone attack threat</event>
    <responseType>Shelter</responseType>
    <urgency>Immediate</urgency>
    <severity>Extreme</severity>
    <certainty>Likely</certainty>
    <expires>2025-11-02T02:37:00+03:00</expires>
    <senderName>Town</senderName>
    <headline>Exercise: go indoors</headline>
    <description>This is an exercise. Drones are near.</description>
    <instruction>Go indoors.</instruction>
    <contact>112</contact>
    <area>
      <areaDesc>Town</areaDesc>
      <polygon>52.3,38.9 52.3,39.1 52.5,39.0 52.3,38.9</polygon>
    </area>
  </info>
</alert>
`

interface Line {
  readonly file: string
  readonly valid: boolean
  readonly version: string | null
  readonly problems: readonly {
    readonly code: string
    readonly line: number
    readonly path: string
    readonly message: string
  }[]
  readonly signature: {
    readonly present: boolean
    readonly valid: boolean | null
    readonly why: string | null
  }
}

describe('tocsin cap', () => {
  let shell: Shell
  let folder: string
  const file = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const lines = (out: string) =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tocsin-cap-'))
    shell = await openShell({})
  })
  after(async () => {
    await shell.close()
    rmSync(folder, { recursive: true })
  })

  test('check prints one line a file, with these members and no others', async () => {
    const sound = file('good.cap', good)
    const broken = file('broken.cap', good.replace('T00:37:00+03:00', ' at night'))
    const { code, out, err } = await shell.run('cap', 'check', sound, broken, '--json')
    assert.deepEqual([code, err], [1, ''])
    const [first, second] = lines(out)
    assert.deepEqual(first, {
      file: sound,
      valid: true,
      version: '1.2',
      problems: [],
      signature: { present: false, valid: null, signer: null, why: null },
    })
    assert.deepEqual(Object.keys(second!), ['file', 'valid', 'version', 'problems', 'signature'])
    assert.equal(second!.valid, false)
    assert.deepEqual(Object.keys(second!.problems[0]!), ['code', 'level', 'path', 'line', 'message'])
    assert.deepEqual(
      second!.problems.map(({ code, path, line }) => [code, path, line]),
      [['cap/invalid-time', '/alert/sent[1]', 5]],
    )
  })

  test('check exits 0 when all are valid, 1 when some are not, 2 when some can’t be read', async () => {
    const sound = file('good.cap', good)
    const broken = file('broken.cap', good.replace('<status>Exercise</status>', ''))
    const other = file('other.xml', '<html><body>Service unavailable</body></html>')
    const absent = join(folder, 'absent.cap')
    for (const [exit, ...files] of [
      [0, sound],
      [1, sound, broken],
      [2, sound, broken, other],
      [2, absent, sound],
    ] as const) {
      const asJson = await shell.run('cap', 'check', ...files, '--json')
      assert.equal(asJson.code, exit)
      assert.deepEqual(
        lines(asJson.out).map((line) => line.file),
        files,
      )
      assert.equal((await shell.run('cap', 'check', ...files)).code, exit)
    }
    const [line] = lines((await shell.run('cap', 'check', absent, '--json')).out)
    assert.deepEqual([line!.valid, line!.problems[0]!.code], [false, 'cap/unreadable-file'])
    const [ofFolder] = lines((await shell.run('cap', 'check', folder, '--json')).out)
    assert.match(ofFolder!.problems[0]!.message, /it is a folder/)
  })

  test('check shows people the line, a mark below it, and what to do', async () => {
    const broken = file('broken.cap', good.replace('Exercise</status>', 'Exercice</status>'))
    const { out } = await shell.run('cap', 'check', broken)
    assert.match(out, /broken\.cap: not valid · CAP 1\.2 · 1 error/)
    assert.match(out, / {4}6: error: .*Exercice/)
    assert.match(out, /\n {7}\| <status>Exercice<\/status>\n {7}\| \^{25}\n/)
    assert.match(out, /cap\/unknown-value · \/alert\/status\[1\] · CAP 1\.2/)
  })

  test('check lets nothing of a document speak to the terminal', async () => {
    const { out } = await shell.run(
      ...['cap', 'check'],
      file('escape.cap', good.replace('>Exercise<', '>\u009b2J\u001b[31mred\u202etxet<')),
    )
    // oxlint-disable-next-line no-control-regex
    assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })

  test('check holds messages against the profiles asked for, and knows no others', async () => {
    const sound = file('good.cap', good)
    const { code, out } = await shell.run(
      'cap',
      'check',
      sound,
      '--profile',
      'google',
      '--profile',
      'ipaws',
      '--json',
    )
    assert.equal(code, 1)
    const codes = lines(out)[0]!.problems.map((problem) => problem.code)
    for (const profile of ['google', 'ipaws'])
      assert.ok(codes.some((one) => one.startsWith(`cap/${profile}-`)))
    const problem = await shell.refused(1, 'cap', 'check', sound, '--profile', 'martian')
    assert.equal(problem.code, 'server/unknown-profile')
    assert.ok((problem['known'] as string[]).includes('cap-cp'))
  })

  test('check takes a profile of one’s own from a file', async () => {
    const sheet = file(
      'town.json',
      JSON.stringify({
        ...{ name: 'town', title: 'The town’s own', source: 'a decision of the council' },
        requires: [
          {
            ...{ code: 'no-web', level: 'error', says: 'There is no page.', advice: 'Add web.', of: 'info' },
            needs: { has: 'web' },
          },
        ],
      }),
    )
    const { code, out } = await shell.run(
      'cap',
      'check',
      file('good.cap', good),
      '--profile',
      sheet,
      '--json',
    )
    assert.equal(code, 1)
    assert.deepEqual(
      lines(out)[0]!.problems.map((problem) => problem.code),
      ['cap/town-no-web'],
    )
    const bad = file('bad.json', '{"name":"x"}')
    assert.equal((await shell.refused(2, 'cap', 'check', sheet, '--profile', bad)).code, 'cap/bad-profile')
  })

  test('check says of a signature that is asked about why it does not count', async () => {
    const sound = file('good.cap', good)
    const { code, out } = await shell.run('cap', 'check', sound, '--signature', '--json')
    const [{ signature }] = lines(out) as [Line]
    assert.deepEqual([signature.present, signature.valid], [false, false])
    assert.match(signature.why ?? '', /\w/)
    // Nobody said that it has to be signed.
    assert.equal(code, 0)
    const nobody = file('trust.json', '{"trust":[]}')
    assert.equal((await shell.run('cap', 'check', sound, '--trust', nobody, '--json')).code, 1)
  })

  test('check reads standard input as “-”', () => {
    const { status, stdout } = spawnSync(process.execPath, [entry, 'cap', 'check', '-', '--json'], {
      input: good,
      encoding: 'utf8',
    })
    assert.equal(status, 0)
    assert.deepEqual([lines(stdout)[0]!.file, lines(stdout)[0]!.valid], ['-', true])
  })

  test('check asks for a file', async () => {
    assert.equal((await shell.refused(1, 'cap', 'check')).code, 'server/usage')
    assert.equal((await shell.refused(1, 'cap', 'show')).code, 'server/usage')
  })

  test('show says what a message says, and first and last that it is an exercise', async () => {
    const { code, out } = await shell.run('cap', 'show', file('good.cap', good))
    assert.equal(code, 0)
    const said = out.trim().split('\n')
    assert.match(said[2]!, /^EXERCISE: /)
    assert.match(said.at(-1)!, /^EXERCISE: /)
    assert.match(out, /Sent +2025-11-02 00:37 \+03:00 \(21:37 UTC\)/)
    assert.match(out, /Area +Town \(1 polygon\)/)
    const shown = await shell.json<{ messages: { identifier: string }[] }>(
      'cap',
      'show',
      join(folder, 'good.cap'),
    )
    assert.equal(shown.messages[0]!.identifier, 'drill-1')
  })
})
