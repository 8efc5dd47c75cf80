import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { noticesOf, type Notice } from '#alerts'
import { measure } from '#base'
import type { Seq } from '#ledger'
import type { LadderId, LevelId } from '#threats'
import {
  dankovsky,
  done,
  lipetskOblast,
  refused,
  sevenDistricts,
  startTestServer,
  terbunsky,
  zadonsky,
  type Answer,
  type Client,
  type Ordered,
  type TestServer,
} from '../support/server.node.ts'

interface Preview {
  readonly content: { readonly wording: object }
  readonly before: object | null
  readonly contentHash: string
  readonly notices: readonly {
    readonly kind: string
    readonly reason: string
    readonly to: string
    readonly areas: readonly { readonly code: string; readonly names: object }[]
    readonly loudFor: readonly string[]
    readonly texts: object
    readonly missing: readonly string[]
  }[]
  readonly changes: readonly { readonly what: string; readonly [detail: string]: unknown }[]
  readonly magnitude: {
    readonly areas: number
    readonly people: { readonly atLeast: number; readonly unknownIn: readonly string[] }
    readonly sirens: { readonly total: number; readonly sound: number; readonly stop: number }
    readonly subscribers: { readonly live: number | null; readonly webhooks: number }
    readonly channels: readonly { readonly name: string; readonly targets: number }[]
  }
  readonly limits: readonly {
    readonly notice: number
    readonly language: string
    readonly length: string
    readonly characters: number
    readonly most: number
    readonly encoding: string
  }[]
  readonly renewBy: string | null
  readonly needs: { readonly people: 1 | 2; readonly mayIssueAlone: string; readonly step: string }
}

interface Given {
  readonly type: string
  readonly alert?: string
  readonly [member: string]: unknown
}

describe('a preview of an order', () => {
  let server: TestServer
  before(async () => (server = await startTestServer({ settings: { TOCSIN_TWO_PEOPLE_IN_DRILLS: 'yes' } })))
  after(() => server.close())

  const preview = (order: object, by: Client = server.olena) => by.post('/v1/alerts/preview', { order })
  const previewed = async (order: object, by?: Client) => done<Preview>(await preview(order, by))

  /** Orders it for real, having looked first: nothing was written by looking. */
  const lookThenAct = async (
    order: Given,
    by: Client = server.olena,
  ): Promise<{ seen: Preview; alert: Ordered['alert']; said: readonly Notice[] }> => {
    const before = await headNow()
    const seen = await previewed(order, by)
    assert.deepEqual(await byPeopleAfter(before), [], 'looking was written down')
    const alert = done<Ordered>(await act(order, by)).alert
    const said = await noticesAfter(before)
    return { seen, alert, said }
  }
  const act = (order: Given, by: Client): Promise<Answer> => {
    const { type, ...draft } = order
    const { alert, ...body } = draft
    return type === 'draft' ? by.post('/v1/alerts', draft) : by.post(`/v1/alerts/${alert}/${type}`, body)
  }
  const headNow = async () => (await server.running.system.ledger.head()).seq
  const factsAfter = async (seq: number) => await server.running.system.ledger.read(seq as Seq, 1_000)
  const noticesAfter = async (seq: number) => (await factsAfter(seq)).flatMap(noticesOf)
  /** No siren answers here, of which the system writes at its own time. */
  const byPeopleAfter = async (seq: number) =>
    (await factsAfter(seq)).filter(({ by, stream }) => by !== 'system' || stream.startsWith('alert:'))
  const isWhatWentOut = (seen: Preview, said: readonly Notice[]) => {
    assert.deepEqual(
      seen.notices.map(({ kind, reason, areas, loudFor, texts, missing }) => ({
        ...{ kind, reason, loudFor, texts, missing },
        areas: areas.map(({ code, names }) => ({ code, names })),
      })),
      said.map(({ kind, reason, areas, loudFor, wording }) => ({
        ...{ kind, reason, loudFor, texts: wording.texts, missing: wording.missing },
        areas: areas.map(({ code, names }) => ({ code, names })),
      })),
    )
  }

  test('is what the order then says, through a whole life with two people', async () => {
    const order = {
      ...{ type: 'draft', threat: 'drone', level: 'yellow', areas: sevenDistricts, renewForMinutes: 60 },
    }
    const drafted = await lookThenAct(order)
    const { id } = drafted.alert
    assert.deepEqual(drafted.seen.needs, { people: 2, mayIssueAlone: 'no', step: 'submit' })
    assert.equal(drafted.seen.contentHash, drafted.alert.contentHash)
    assert.deepEqual(drafted.said, [])
    const edited = await lookThenAct({ type: 'edit', alert: id, renewForMinutes: 90 })
    assert.equal(edited.seen.contentHash, edited.alert.contentHash)
    const waiting = await previewed({ type: 'issue', alert: id })
    assert.deepEqual(waiting.needs, { people: 2, mayIssueAlone: 'no', step: 'submit' })
    refused(await server.olena.post(`/v1/alerts/${id}/issue`, {}), 'alerts/not-approved')
    const submitted = await lookThenAct({ type: 'submit', alert: id })
    assert.equal(submitted.seen.needs.step, 'approve')
    const { contentHash } = submitted.alert
    const approved = await lookThenAct({ type: 'approve', alert: id, contentHash }, server.taras)
    assert.deepEqual(approved.seen.needs, { people: 2, mayIssueAlone: 'yes', step: 'nothing' })
    const issued = await lookThenAct({ type: 'issue', alert: id })
    isWhatWentOut(issued.seen, issued.said)
    for (const earlier of [drafted, edited, submitted, approved])
      assert.deepEqual(texts(earlier.seen), texts(issued.seen))
    assert.equal(issued.seen.before, null)
    assert.equal(issued.seen.renewBy?.slice(0, 16), String(issued.alert['renewBy']).slice(0, 16))

    // Each change waits for Taras, who sees what Olena saw.
    for (const [type, body] of [
      ['raise', { level: 'red' }],
      ['extend', { areas: [terbunsky, dankovsky] }],
      ['reduce', { areas: [dankovsky] }],
      ['lower', { level: 'yellow' }],
      ['correct', { texts: { en: { '90': 'DRILL. Air danger. Stay indoors.' } } }],
    ] as const) {
      const asked = await lookThenAct({ type, alert: id, ...body })
      assert.equal(asked.seen.needs.step, 'approve', type)
      assert.deepEqual(asked.said, [], `${type} waits`)
      const pending = asked.alert['pending'] as { readonly contentHash: string }
      assert.equal(asked.seen.contentHash, pending.contentHash)
      const agreed = await lookThenAct(
        { type: 'approve', alert: id, contentHash: pending.contentHash },
        server.taras,
      )
      isWhatWentOut(agreed.seen, agreed.said)
      assert.deepEqual(texts(asked.seen), texts(agreed.seen), type)
      assert.deepEqual(whatOf(asked.seen), whatOf(agreed.seen), type)
    }
    for (const order of [
      { type: 'renew', alert: id, renewForMinutes: 45 },
      { type: 'all-clear', alert: id, areas: [terbunsky] },
      { type: 'raise', alert: id, level: 'red', emergency: 'Alone on shift tonight.' },
      { type: 'all-clear', alert: id, reason: 'They are gone.' },
    ]) {
      const { seen, said } = await lookThenAct(order)
      isWhatWentOut(seen, said)
      assert.equal(seen.needs.step, 'nothing', order.type)
    }
  })

  test('of a retraction has its pre-written words, and needs one person', async () => {
    const { id } = await issued([zadonsky])
    const { seen, said } = await lookThenAct({
      type: 'retract',
      alert: id,
      reason: 'Sent by mistake',
    })
    isWhatWentOut(seen, said)
    assert.deepEqual(seen.needs, { people: 1, mayIssueAlone: 'yes', step: 'nothing' })
    assert.deepEqual(
      seen.notices.map(({ kind, to }) => [kind, to]),
      [['retraction', 'left']],
    )
    assert.equal(seen.renewBy, null)
  })

  test('says what changes, each before and after', async () => {
    const { id } = await issued([zadonsky, terbunsky])
    const lowered = await previewed({
      type: 'lower',
      alert: id,
      level: 'yellow',
      emergency: 'Alone on shift tonight.',
    })
    assert.deepEqual(
      lowered.changes.find(({ what }) => what === 'level'),
      {
        ...{ what: 'level', before: { ladder: 'lipetsk', level: 'red', height: 2 } },
        after: { ladder: 'lipetsk', level: 'yellow', height: 1 },
      },
    )
    assert.ok(lowered.changes.some(({ what }) => what === 'text'))
    const reduced = await previewed({ type: 'reduce', alert: id, areas: [terbunsky] })
    assert.deepEqual(
      reduced.changes.filter(({ what }) => what.startsWith('areas')),
      [{ what: 'areas-removed', areas: [terbunsky] }],
    )
    assert.deepEqual(
      reduced.notices.map(({ to, areas }) => [to, areas.map(({ code }) => code)]),
      [
        ['warned', [zadonsky]],
        ['left', [terbunsky]],
      ],
    )
    const extended = await previewed({ type: 'extend', alert: id, areas: [dankovsky] })
    assert.deepEqual(
      extended.changes.filter(({ what }) => what.startsWith('areas')),
      [{ what: 'areas-added', areas: [dankovsky] }],
    )
    assert.deepEqual(extended.notices[0]!.loudFor, [dankovsky])
    const renewed = await previewed({ type: 'renew', alert: id, renewForMinutes: 120 })
    assert.deepEqual(whatOf(renewed), ['renew-by'])
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })

  test('counts people at least, each once, and sirens by what would sound', async () => {
    const order = {
      type: 'draft',
      threat: 'drone',
      level: 'red',
      areas: [zadonsky, terbunsky],
      renewForMinutes: 60,
    }
    const two = await previewed(order)
    assert.deepEqual(two.magnitude.people, { atLeast: 56_000, unknownIn: [] })
    assert.equal(two.magnitude.areas, 2)
    // The oblast holds the district: its people are counted once.
    const nested = await previewed({ ...order, areas: [zadonsky, lipetskOblast] })
    assert.equal(nested.magnitude.people.atLeast, 1_143_224)
    const { registry } = server.running.desks.siren
    const here = registry.all().filter(({ area }) => area === zadonsky || area === terbunsky)
    assert.ok(here.length > 0)
    assert.equal(two.magnitude.sirens.total, here.length)
    assert.equal(two.magnitude.sirens.sound, here.filter(({ modes }) => modes.includes('drill')).length)
    // Yellow sounds other than red, if at all; what is silent sounds nowhere.
    const level = server.running.system.book.level('lipetsk' as LadderId, 'yellow' as LevelId)
    const yellow = await previewed({ ...order, level: 'yellow' })
    assert.equal(yellow.magnitude.sirens.sound, level?.siren === undefined ? 0 : two.magnitude.sirens.sound)
    // Without the sirens among its channels none would.
    const silent = await previewed({ ...order, channels: ['webhook'] })
    assert.equal(silent.magnitude.sirens.sound, 0)
    assert.deepEqual(
      silent.magnitude.channels.map(({ name }) => name),
      ['webhook'],
    )
    assert.equal(two.magnitude.subscribers.live, 0)
    assert.equal(two.magnitude.subscribers.webhooks, 0)
  })

  test('measures each text as a carrier would', async () => {
    const seen = await previewed({
      ...{ type: 'draft', threat: 'drone', level: 'red', areas: [zadonsky], renewForMinutes: 60 },
    })
    for (const { language, length, characters, most, encoding, notice } of seen.limits) {
      const text = (seen.notices[notice]!.texts as { [l: string]: { [n: string]: string } })[language]![
        length
      ]!
      assert.deepEqual(
        [characters, encoding, most],
        [measure(text).units, measure(text).alphabet, Number(length)],
      )
      assert.ok(characters <= most)
    }
    assert.equal(seen.limits.length, 9, 'three languages, three lengths')
    assert.deepEqual(new Set(seen.limits.map(({ encoding }) => encoding)), new Set(['gsm-7', 'ucs-2']))
  })

  test('is refused exactly as the order is', async () => {
    const { id } = await issued([zadonsky])
    const draft = { type: 'draft', threat: 'drone', level: 'red', areas: [zadonsky], renewForMinutes: 60 }
    const { id: open } = done<Ordered>(await act(draft, server.olena)).alert
    const watcher = await person('watcher-here', ['watcher'])
    const elsewhere = await person('officer-terbuny', ['officer'], [terbunsky])
    const cases: readonly (readonly [Given, Client])[] = [
      [{ ...draft, areas: ['Atlantis'] }, server.olena],
      [{ ...draft, areas: [] }, server.olena],
      [{ ...draft, threat: 'dragon' }, server.olena],
      [{ ...draft, level: 'violet' }, server.olena],
      [{ ...draft, channels: ['pigeon'] }, server.olena],
      [{ ...draft, mode: 'live' }, server.olena],
      [{ ...draft, renewForMinutes: 1 }, server.olena],
      [{ ...draft, alert: id }, server.olena],
      [draft, watcher],
      [draft, elsewhere],
      [{ type: 'raise', alert: id, level: 'red' }, server.olena],
      [{ type: 'lower', alert: id, level: 'yellow', readVersion: 1 }, server.olena],
      [{ type: 'extend', alert: id, areas: [zadonsky] }, server.olena],
      [{ type: 'reduce', alert: id, areas: [zadonsky] }, server.olena],
      [{ type: 'all-clear', alert: id, areas: [terbunsky] }, server.olena],
      [{ type: 'retract', alert: id, reason: 'x' }, elsewhere],
      [{ type: 'retract', alert: id, reason: 'x' }, watcher],
      [{ type: 'submit', alert: id }, server.olena],
      [{ type: 'approve', alert: id, contentHash: '0'.repeat(64) }, server.taras],
      [{ type: 'retract', alert: 'nothing-here', reason: 'x' }, server.olena],
      [{ type: 'issue', alert: open, emergency: 'no' }, server.olena],
      [{ type: 'edit', alert: open, level: 'red' }, server.olena],
    ]
    for (const [order, by] of cases) {
      const seen = await preview(order, by)
      const acted = await act(order, by)
      const label = `${JSON.stringify(order)}: ${seen.text} – ${acted.text}`
      assert.ok(acted.status >= 400, label)
      assert.deepEqual([seen.status, withoutPlace(seen)], [acted.status, withoutPlace(acted)], label)
    }
    done(await server.olena.post(`/v1/alerts/${id}/all-clear`, {}))
  })

  test('takes no order that nobody could give', async () => {
    const head = await headNow()
    for (const order of [
      { type: 'flag-expiry', alert: 'a' },
      { type: 'relay', alert: 'a' },
      { type: 'retract', alert: 'a', reason: 'x', more: 1 },
      { type: 'retract', reason: 'x' },
      {},
    ])
      refused(await preview(order), 'server/invalid-request')
    assert.equal((await server.stranger.post('/v1/alerts/preview', { order: {} })).status, 401)
    assert.deepEqual(await byPeopleAfter(head), [])
  })

  const issued = async (areas: readonly string[]) => {
    const body = { threat: 'drone', level: 'red', areas, renewForMinutes: 60 }
    const { id } = done<Ordered>(await server.olena.post('/v1/alerts', body)).alert
    return done<Ordered>(
      await server.olena.post(`/v1/alerts/${id}/issue`, { emergency: 'Alone on shift tonight.' }),
    ).alert
  }
  const person = async (
    id: string,
    roles: readonly string[],
    areas: 'everywhere' | readonly string[] = 'everywhere',
  ) =>
    server.withKey(
      done<{ key: string }>(await server.admin.post('/v1/keys', { id, name: id, roles, areas })).key,
    )
})

function texts({ notices }: Preview) {
  return notices.map((notice) => [notice.areas, notice.texts])
}

function whatOf({ changes }: Preview) {
  return changes.map(({ what }) => what)
}

/** A request's shape is not the same, so that only what it means is compared. */
function withoutPlace({ body }: Answer) {
  const { instance: _, ...problem } = body as { readonly instance?: string }
  return problem
}
