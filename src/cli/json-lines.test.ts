import assert from 'node:assert/strict'
import { PassThrough, Writable } from 'node:stream'
import { describe, test } from 'node:test'
import { ok, refuse, type JsonObject } from '#base'
import { longestLine, runJsonLines, type LineAnswer, type LineAsked } from './json-lines.cli.ts'

const echo = ({ text, within, beside }: LineAsked): LineAnswer => ok({ text, within, beside })

async function run(pieces: readonly (string | Uint8Array)[], answer = echo) {
  let out = ''
  const output = new Writable({
    write(piece, _, done) {
      out += String(piece)
      done()
    },
  })
  const input = (async function* () {
    for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece
  })()
  const ended = await runJsonLines(answer, { input, output })
  assert.ok(ended.ok)
  return {
    exit: ended.value.exit,
    lines: out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as JsonObject & { readonly error?: JsonObject }),
  }
}

describe('a run over JSON lines', () => {
  test('answers each line with its id, in order, also where the answers take their time', async () => {
    const slow = async ({ text }: LineAsked) => {
      if (text === 'a') await new Promise(setImmediate)
      return ok({ said: text })
    }
    assert.deepEqual(await run(['{"id":"1","text":"a"}\n{"id":2,"text":"b"}\n'], slow), {
      exit: 0,
      lines: [
        { id: '1', said: 'a' },
        { id: 2, said: 'b' },
      ],
    })
  })
  test('takes lines cut anywhere, with any line ends, the last without one, after a mark of order', async () => {
    const bytes = Buffer.from(
      '\uFEFF{"id":1,"text":"Задонск"}\r\n\n   \n{"id":2,"text":"Єлець","within":"RU-LIP"}',
    )
    const cut = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1))
    assert.deepEqual((await run(cut)).lines, [
      { id: 1, text: 'Задонск' },
      { id: 2, text: 'Єлець', within: 'RU-LIP' },
    ])
  })
  test('answers a bad line on its own line, and the next ones as if nothing had been', async () => {
    const answer = (asked: LineAsked): LineAnswer => {
      if (asked.text === 'throw') throw new Error('no')
      return asked.text === 'refuse' ? refuse('areas/unknown', { at: 'within', text: 'X' }) : echo(asked)
    }
    const { lines, exit } = await run(
      [
        'not json\n[1]\n{"id":3}\n{"id":4,"text":7}\n{"id":5,"text":"a","within":1}\n{"id":6,"text":"throw"}\n',
        '{"id":7,"text":"refuse"}\n{"id":8,"text":"b","beside":[1]}\n',
        Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
        `{"id":9,"text":"${'x'.repeat(longestLine)}"}\n`,
        '{"id":10,"text":"b","within":null,"beside":["c","d"]}\n',
      ],
      answer,
    )
    assert.equal(exit, 1)
    assert.deepEqual(
      lines.map(({ id, error }) => [id, error?.['code'] ?? null]),
      [
        [null, 'base/malformed-json'],
        [null, 'base/malformed-json'],
        [3, 'server/invalid-request'],
        [4, 'server/invalid-request'],
        [5, 'server/invalid-request'],
        [6, 'server/broken'],
        [7, 'areas/unknown'],
        [8, 'server/invalid-request'],
        [null, 'base/malformed-json'],
        [null, 'base/malformed-json'],
        [10, null],
      ],
    )
    assert.deepEqual(lines.at(-1), { id: 10, text: 'b', beside: 'c, d' })
    assert.ok(lines.every(({ error }) => error === undefined || typeof error['detail'] === 'string'))
  })
  test('reads no further than whoever takes the answers keeps up', async () => {
    const output = new PassThrough({ highWaterMark: 1_024 })
    let given = 0
    const input = (async function* () {
      for (; given < 1_000; given++) yield Buffer.from(`{"id":${given},"text":"${'x'.repeat(1_000)}"}\n`)
    })()
    const ended = runJsonLines(echo, { input, output })
    for (let i = 0; i < 50; i++) await new Promise(setImmediate)
    assert.ok(given < 10, `${given} lines were read and nobody took an answer`)
    let taken = 0
    output.on('data', (piece: Buffer) => (taken += piece.filter((byte) => byte === 10).length))
    await ended
    assert.equal(given, 1_000)
    await new Promise(setImmediate)
    assert.equal(taken, 1_000)
  })
  test('ends when nobody reads its answers any more', async () => {
    const output = new PassThrough({ highWaterMark: 10 })
    const input = (async function* () {
      for (;;) yield Buffer.from('{"id":1,"text":"a"}\n')
    })()
    const ended = runJsonLines(echo, { input, output })
    await new Promise(setImmediate)
    output.destroy()
    assert.deepEqual(await ended, ok({ exit: 0 }))
  })
})
