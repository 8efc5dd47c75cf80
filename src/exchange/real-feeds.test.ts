import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, test } from 'node:test'
import { memoryShelf, recordingLog, virtualClock, type Instant } from '#base'
import { readCap } from '#cap/reader'
import { absent } from '../../test/support/absent.ts'
import { startFeedHost } from '../../test/support/feed-host.node.ts'
import {
  feedOf,
  fatEntry,
  rememberingIntake,
  thinEntry,
  warning,
  xmlOf,
} from '../../test/support/outside-world.ts'
import { makeSelfSigned } from '../cap/signature/self-signed.node.ts'
import { readSigner, signCap } from '../cap/signature/sign.node.ts'
import { verifyCap } from '../cap/signature/verify.node.ts'
import { httpAsking } from './asking.http.ts'
import { openExchange, type ExchangeOptions } from './exchange.ts'
import { checkHubSignature, newHubToken } from './hub-signature.node.ts'
import { readSource, type SourceSettings } from './source.ts'

const start = '2026-11-22T06:00:00.000Z' as Instant
const shared = join(import.meta.dirname, '..', '..', '..', 'shared', 'cap')

const nowhere = async () => {
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
}

async function world(settings: Partial<SourceSettings>, check: ExchangeOptions['check']) {
  const host = await startFeedHost()
  const clock = virtualClock(start)
  const intake = rememberingIntake()
  const log = recordingLog()
  const allowed = [host.name]
  const read = readSource({ id: 'town', address: `${host.base}/feed`, ...settings }, { allowed })
  assert.ok(read.ok)
  const exchange = await openExchange({
    sources: [read.value],
    ...{ intake, clock, log, shelf: memoryShelf(), random: () => 0.5, check },
    // Real feeds link to real hosts; nothing leaves this machine, not even a question for a name.
    asking: httpAsking({ policy: { allowed }, userAgent: 'Tocsin/test', resolve: nowhere }),
    limits: { atOnce: 4, between: 0, atOnceInAll: 8 },
    secret: () => undefined,
    ...{ checkHub: checkHubSignature, newToken: newHubToken },
  })
  return {
    ...{ host, intake, exchange, log, source: read.value },
    async close() {
      await exchange.stop()
      await host.close()
    },
  }
}

const unsigned: ExchangeOptions['check'] = () => ({
  ...{ present: false, valid: false, signer: undefined, code: undefined, why: '', signedBytes: undefined },
})

describe('real feeds, served over HTTP', () => {
  const files = globSync('**/*.{atom,cap,xml,rss,edxlde}', { cwd: shared })
    .filter((file) => !file.startsWith('schema'))
    .toSorted()
  test('are read to the last message, whatever is wrong with them', { skip: absent('shared') }, async () => {
    assert.ok(files.length > 20, `${files.length} files`)
    const { host, intake, exchange, source, log, close } = await world(
      { modes: { exercise: 'let-in', test: 'let-in' } },
      unsigned,
    )
    const summary: Record<string, string> = {}
    let expected = 0
    for (const [i, file] of files.entries()) {
      const bytes = readFileSync(join(shared, file))
      host.play(`/feed${i}`, (_, response) => void response.end(bytes))
      const id = `s${i}`
      await exchange.add({ ...source, id: id as typeof source.id, address: `${host.base}/feed${i}` })
      const before = intake.arrivals.length
      const polled = await exchange.pollNow(id)
      assert.ok(polled.ok)
      const { condition, counts, lastFailure } = polled.value
      const document = readCap(bytes)
      const readable = document.readings.filter(({ message }) => message !== undefined).length
      summary[relative(shared, file)] =
        `${condition} ${lastFailure?.code ?? ''} ${counts.taken} of ${readable}`
      if (document.kind === 'unreadable') assert.equal(lastFailure?.code, 'exchange/not-cap', file)
      else {
        // Nothing is lost without a count: taken, over already, refused, or the same message twice in one document.
        const handled = counts.taken + counts.passedOver + counts.refused + counts.known
        assert.equal(handled, document.readings.length, `${file}: ${JSON.stringify(counts)}`)
        expected += counts.taken
      }
      // Links that leave the playing host lead nowhere that was allowed; nothing was asked elsewhere.
      assert.equal(intake.arrivals.length - before, counts.taken, file)
      await exchange.remove(id)
    }
    // They are old: what is no longer in force is passed over at the first contact.
    assert.ok(expected < files.length, JSON.stringify(summary))
    assert.deepEqual(
      log.lines.filter(({ level }) => level === 'error'),
      [],
    )
    await close()
  })

  test('bring their messages in when they are news', { skip: absent('shared') }, async () => {
    const { host, intake, exchange, close } = await world(
      { modes: { exercise: 'let-in', test: 'let-in' } },
      unsigned,
    )
    host.play('/feed', feedOf({ updated: start, entries: [] }))
    await exchange.pollNow('town')
    let messages = 0
    for (const file of files) {
      const bytes = readFileSync(join(shared, file))
      const document = readCap(bytes)
      if (document.kind === 'unreadable') continue
      host.play('/feed', (_, response) => void response.end(bytes))
      await exchange.pollNow('town')
      messages += document.readings.length
    }
    const { counts } = exchange.healthOf('town')!
    assert.ok(counts.taken > 10, JSON.stringify(counts))
    // What an entry held stands on its own: read again from its bytes it says the same.
    for (const { bytes, message } of intake.arrivals)
      assert.deepEqual(readCap(bytes).readings[0]?.message, message, message.identifier)
    assert.ok(
      counts.taken + counts.known + counts.refused === messages,
      `${JSON.stringify(counts)} of ${messages}`,
    )
    await close()
  })
})

describe('a source that must sign', () => {
  test('is believed for what its key signed, in a message alone, in an entry and behind a link; a changed byte is refused', async () => {
    const made = makeSelfSigned({
      ...{ name: 'Town hall', notBefore: start, notAfter: '2027-11-22T06:00:00.000Z' as Instant },
    })
    const signer = readSigner({ key: made.keyPem, certificates: made.certificatePem })
    assert.ok(signer.ok)
    const trust = {
      entries: [
        {
          ...{
            signer: 'Town hall',
            senders: ['*@town.example'],
            from: undefined,
            until: undefined,
            revokedAt: undefined,
          },
          by: { kind: 'certificate', pem: made.certificatePem } as const,
        },
      ],
    }
    const sign = async (identifier: string) => {
      const signed = await signCap(xmlOf(warning(identifier, start)), signer.value)
      assert.ok(signed.ok)
      return signed.value
    }
    const { host, intake, exchange, close } = await world(
      { signature: { policy: 'required' } },
      (bytes, _, at) => verifyCap(bytes, trust, at),
    )
    host.play('/thin', await sign('thin'))
    const changed = (await sign('changed')).replace('<headline>Flood', '<headline>Fire')
    host.play(
      '/feed',
      feedOf({
        updated: start,
        entries: [
          fatEntry(warning('fat', start), await sign('fat')),
          fatEntry(warning('changed', start), changed),
          fatEntry(warning('bare', start)),
          thinEntry('/thin', start),
        ],
      }),
    )
    const polled = await exchange.pollNow('town')
    assert.ok(polled.ok)
    assert.deepEqual(intake.identifiers.toSorted(), ['fat', 'thin'], JSON.stringify(polled.value.notes))
    for (const { signature, message } of intake.arrivals) {
      assert.deepEqual(signature, { verdict: 'valid', signer: 'Town hall' })
      assert.match(message.info[0]!.headline!, /^Flood/)
    }
    assert.deepEqual(polled.value.notes.map(({ code }) => code).toSorted(), [
      'exchange/signature-missing',
      'exchange/signature-wrong',
    ])
    await close()
  })
})
