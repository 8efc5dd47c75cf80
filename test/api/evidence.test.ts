import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { plus, hour, type Instant, type PersonId } from '#base'
import type { Seq } from '#ledger'
import { openEvidenceDesk, type EvidenceDesk } from '../../src/server/evidence-desk.ts'
import { documentOf, readLines, type Line } from '../support/evidence-texts.ts'
import {
  done,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type TestServer,
} from '../support/server.node.ts'

interface ClaimShown {
  readonly claim: number
  readonly event: string | null
  readonly verdict: string | null
  readonly offers: readonly string[]
  readonly says: string
  readonly credibility: number
}
interface DocumentShown {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly source: { readonly id: string; readonly reliability: string }
  readonly family: string
  readonly lease: { readonly by: string; readonly until: string } | null
  readonly claimList: readonly ClaimShown[]
}
interface EventShown {
  readonly id: string
  readonly claims: number
  readonly families: number
  readonly standing: string
  readonly figures: readonly { readonly unit: string; readonly lowest: number; readonly highest: number }[]
  readonly confirmation: { readonly by: readonly string[]; readonly closedBy: readonly string[] }
  readonly members: readonly { readonly claim: string; readonly words: string | null }[]
  readonly acts: readonly { readonly act: string; readonly type: string }[]
}

describe('the evidence desk over HTTP', () => {
  let server: TestServer
  let desk: EvidenceDesk
  before(async () => {
    server = await startTestServer()
    desk = openEvidenceDesk(server.running.system, { keptForDays: 30, read: readLines })
  })
  after(async () => {
    await desk.stop()
    await server.close()
  })

  const now = () => server.running.system.clock.now()
  const ago = (hours: number) => plus(now(), -hours * hour)
  const put = async (lines: readonly Line[], source = 'example.org', seenAt: Instant = now()) => {
    const taken = await desk.book.put(documentOf(lines, { source, seenAt, saidAt: seenAt }), {
      by: 'olena' as PersonId,
      via: 'key:test',
    })
    assert.ok(taken.ok, JSON.stringify(taken))
    return taken.value.document as string
  }
  const get = async (id: string) =>
    done<DocumentShown>(await server.olena.get(`/v1/evidence/documents/${id}`))
  const event = async (id: string) => done<EventShown>(await server.olena.get(`/v1/evidence/events/${id}`))
  const post = (path: string, body: object) => server.olena.post(`/v1/evidence/${path}`, body)
  const accept = async (id: string, claim: number, more: object = {}) =>
    done<DocumentShown>(await post(`documents/${id}/claims/${claim}/judge`, { verdict: 'accepted', ...more }))

  test('takes a document in once, lists it, and shows its text with its claims', async () => {
    const words = 'A drone hit the depot in Zadonsk at noon'
    const id = await put([{ words, area: zadonsky, weapon: 'drone' }])
    assert.equal(await put([{ words, area: zadonsky, weapon: 'drone' }]), id, 'the same original again')
    const listed = done<{ documents: DocumentShown[]; next: string | null }>(
      await server.taras.get('/v1/evidence/documents?list=open&limit=1'),
    )
    assert.deepEqual(
      listed.documents.map((one) => [one.id, one.state]),
      [[id, 'open']],
    )
    const whole = await get(id)
    assert.equal(whole.claimList.length, 1)
    refused(await server.stranger.get(`/v1/evidence/documents/${id}`), 'people/unknown-key')
    refused(await server.olena.get('/v1/evidence/documents/evidence-none'), 'evidence/unknown-document')
  })

  test('lets one person at a time work on a document, by name and until when, and lets another take over', async () => {
    const id = await put([{ words: 'Two explosions were heard near Terbuny', area: terbunsky }])
    const locked = done<DocumentShown>(await post(`documents/${id}/lock`, {}))
    assert.equal(locked.lease?.by, 'olena')
    const other = `/v1/evidence/documents/${id}`
    const said = refused(await server.admin.post(`${other}/lock`, {}), 'people/not-allowed')
    void said
    const released = done<DocumentShown>(await post(`documents/${id}/release`, {}))
    assert.equal(released.lease, null)
  })

  test('gathers claims of two families into one event with ranges, and confirms it by rule', async () => {
    const one = await put(
      [
        {
          words: 'Three people were hurt in the strike on the north side',
          event: 'casualties',
          area: zadonsky,
          from: ago(1),
          counts: [{ value: 3, unit: 'injured' }],
        },
      ],
      'first.example',
    )
    const two = await put(
      [
        {
          words: 'At least five wounded say doctors of the clinic downtown',
          event: 'casualties',
          area: zadonsky,
          from: ago(1),
          counts: [{ value: 5, unit: 'injured', bound: 'at-least' }],
        },
      ],
      'second.example',
    )
    const first = await accept(one, 0)
    const at = first.claimList[0]!.event!
    assert.equal((await event(at)).standing, 'unconfirmed')
    refused(
      await post(`documents/${one}/claims/0/rate`, { credibility: 1, reason: 'I am sure' }),
      'evidence/not-confirmed',
    )
    assert.equal((await accept(two, 0)).claimList[0]!.event, at)
    const shown = await event(at)
    assert.deepEqual([shown.standing, shown.confirmation.by], ['confirmed', ['two-families']])
    assert.deepEqual(
      shown.figures.map(({ unit, lowest, highest }) => [unit, lowest, highest]),
      [['injured', 3, 5]],
    )
    const rated = done<DocumentShown>(
      await post(`documents/${one}/claims/0/rate`, { credibility: 1, reason: 'Two families say so' }),
    )
    assert.equal(rated.claimList[0]!.says, 'Confirmed by other sources')
    assert.deepEqual(rated.claimList[0]!.offers, ['damage'])
  })

  test('merges, splits and undoes', async () => {
    const ids = [
      await put([
        {
          words: 'The power is out in all of Terbuny since the morning',
          event: 'outage',
          area: terbunsky,
          from: ago(2),
        },
      ]),
      await put([
        {
          words: 'Nobody has light any more say people from Zadonsk',
          event: 'outage',
          area: zadonsky,
          from: ago(2),
        },
      ]),
    ]
    const [a, b] = [
      (await accept(ids[0]!, 0)).claimList[0]!.event!,
      (await accept(ids[1]!, 0)).claimList[0]!.event!,
    ]
    assert.notEqual(a, b)
    const before = [await event(a), await event(b)]
    const merged = done<EventShown>(
      await post(`events/${a}/merge`, { from: [b], reason: 'One line feeds both' }),
    )
    assert.deepEqual([merged.claims, (await event(b)).claims], [2, 0])
    const { act } = merged.acts[0]!
    done(await post(`events/${a}/undo`, { act, reason: 'Two lines' }))
    assert.deepEqual(
      [await event(a), await event(b)].map(({ members, acts }) => [members, acts]),
      before.map(({ members, acts }) => [members, acts]),
    )
    refused(await post(`events/${a}/undo`, { act, reason: 'Again' }), 'evidence/unknown-act')
  })

  test('closes an event by a denial of who is in charge, and opens it again with a reason', async () => {
    const claim = await put(
      [
        {
          words: 'Radiation has leaked from the plant say neighbours',
          event: 'radiation',
          area: terbunsky,
          from: ago(1),
        },
      ],
      'rumours.example',
    )
    const denial = await put(
      [
        {
          words: 'Levels are normal and nothing has leaked says its director',
          event: 'radiation',
          happened: 'no',
          stance: 'denies',
          area: terbunsky,
          from: ago(1),
        },
      ],
      'plant.example',
    )
    const at = (await accept(claim, 0)).claimList[0]!.event!
    await accept(denial, 0, { basis: 'responsible-official' })
    const closed = await event(at)
    assert.deepEqual([closed.standing, closed.confirmation.closedBy], ['denied', [`${denial}/0`]])
    const reopened = done<EventShown>(
      await post(`events/${at}/reopen`, { denial: `${denial}/0`, reason: 'A second station says otherwise' }),
    )
    assert.equal(reopened.standing, 'unconfirmed')
    refused(
      await post(`events/${at}/reopen`, { denial: `${claim}/0`, reason: 'No' }),
      'evidence/not-a-denial',
    )
  })

  test('keeps every grade of a source, and writes no words into the ledger', async () => {
    const from = (await server.head()) as Seq
    const id = await put([{ words: 'A secret witness saw the plume over the river' }], 'graded.example')
    const { source } = await get(id)
    assert.equal(source.reliability, 'F')
    const rate = (reliability: string, reason: string) =>
      post(`sources/${source.id}/rate`, { reliability, reason })
    done(await rate('B', 'Right three times'))
    const rated = done<{ ratings: { from: string; to: string; by: string; why: { words: string } }[] }>(
      await rate('D', 'Invented a witness'),
    )
    assert.deepEqual(
      rated.ratings.map(({ from, to, by, why }) => [from, to, by, why.words]),
      [
        ['F', 'B', 'olena', 'Right three times'],
        ['B', 'D', 'olena', 'Invented a witness'],
      ],
    )
    refused(await rate('D', 'Again'), 'evidence/rated-so-already')
    done(
      await post(`documents/${id}/claims/0/judge`, {
        verdict: 'rejected',
        reason: 'The witness is invented',
      }),
    )
    const facts = await server.running.system.ledger.read(from, 1_000)
    const written = JSON.stringify(facts)
    for (const word of ['secret', 'plume', 'graded.example', 'invented', 'Invented', 'Right three'])
      assert.ok(!written.includes(word), word)
    assert.equal((await get(id)).state, 'done')
  })

  test('drafts an alert from a claim that stands and goes on, and never from what is over', async () => {
    const fresh = await put(
      [{ words: 'Drones are coming towards Zadonsk from the south', area: zadonsky, weapon: 'drone' }],
      'watch.example',
    )
    const draft = { threat: 'drone', level: 'red', areas: [zadonsky] }
    refused(await post(`documents/${fresh}/draft`, { claim: 0, draft }), 'evidence/not-accepted')
    await accept(fresh, 0)
    const suggested = done<{ threat: string; areas: string[]; restsOn: string[] }>(
      await server.olena.get(`/v1/evidence/documents/${fresh}/draft?claim=0`),
    )
    assert.deepEqual(suggested.restsOn, [`${fresh}/0`])
    const made = done<{
      alert: { id: string; status: string; content: { restsOn: string[] } }
      document: { drafted: { alert: string; claim: number }[] }
    }>(
      await post(`documents/${fresh}/draft`, {
        claim: 0,
        draft: { ...draft, threat: suggested.threat, areas: suggested.areas },
      }),
    )
    assert.deepEqual([made.alert.status, made.alert.content.restsOn], ['draft', [`${fresh}/0`]])
    assert.deepEqual(
      made.document.drafted.map(({ alert, claim }) => [alert, claim]),
      [[made.alert.id, 0]],
    )
    const past = await put(
      [
        {
          words: 'Yesterday drones struck the mill in Zadonsk',
          area: zadonsky,
          weapon: 'drone',
          from: ago(26),
        },
      ],
      'late.example',
    )
    assert.deepEqual((await accept(past, 0)).claimList[0]!.offers, ['damage'])
    refused(await post(`documents/${past}/draft`, { claim: 0, draft }), 'evidence/nothing-to-warn-of')
    const old = await put(
      [{ words: 'An announcement of last week: danger in Terbuny' }],
      'old.example',
      ago(40),
    )
    refused(await post(`documents/${old}/draft`, { claim: null, draft }), 'evidence/nothing-to-warn-of')
  })

  test('is taken out as a table and as linked data whose every reference leads somewhere', async () => {
    const csv = await server.olena.get('/v1/evidence/export.csv')
    assert.equal(csv.status, 200)
    const [head, ...lines] = csv.text.trim().split('\r\n')
    assert.match(head!, /^\uFEFF?"document","claim",/)
    const all = done<{ documents: { claims: number }[] }>(
      await server.olena.get('/v1/evidence/documents?list=all&limit=200'),
    )
    assert.equal(
      lines.length,
      all.documents.reduce((sum, { claims }) => sum + claims, 0),
    )
    const answer = await server.olena.get('/v1/evidence/export.jsonld')
    assert.equal(answer.status, 200)
    const data = JSON.parse(answer.text) as {
      '@context': Record<string, unknown>
      '@graph': Record<string, unknown>[]
    }
    assert.equal(data['@context']['prov'], 'http://www.w3.org/ns/prov#')
    const ids = new Set(data['@graph'].map(({ id }) => id))
    const links = [
      'wasDerivedFrom',
      'wasQuotedFrom',
      'wasRevisionOf',
      'wasAttributedTo',
      'wasGeneratedBy',
      'wasAssociatedWith',
      'used',
    ]
    let followed = 0
    for (const node of data['@graph'])
      for (const name of links)
        for (const to of [node[name] ?? []].flat()) {
          assert.ok(ids.has(to), `${node['id']} ${name} ${to}`)
          followed++
        }
    assert.ok(followed > 50)
    for (const type of ['prov:Entity', 'prov:Activity', 'prov:Agent'])
      assert.ok(
        data['@graph'].some((node) => (node['type'] as string[]).includes(type)),
        type,
      )
  })
})
