import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { smsc, type Smsc } from '../support/smsc.node.ts'
import {
  done,
  issueAlert,
  red,
  refused,
  startTestServer,
  terbunsky,
  zadonsky,
  type Client,
  type TestServer,
} from '../support/server.node.ts'

interface CallOut {
  readonly id: string
  readonly closed: { readonly why: string } | null
  readonly quotas: readonly { readonly missing: number; readonly by: readonly string[] }[]
  readonly asked: readonly {
    readonly person: string
    readonly name: string | null
    readonly answers: readonly {
      readonly answer: string
      readonly over: string
      readonly arrivingAt: string | null
    }[]
    readonly sent: readonly { readonly way: string; readonly say: string; readonly outcome: string }[]
  }[]
}

describe('call-outs over HTTP and SMS', { timeout: 60_000 }, () => {
  let server: TestServer
  let centre: Smsc
  const numbers: { readonly [person: string]: string } = {
    ann: '+74742555200',
    bob: '+74742555201',
    cyd: '+74742555202',
  }
  const said = (person: string) =>
    centre.taken.filter(({ submit }) => `+${submit.destination[2]}` === numbers[person])
  const asks = (person: string) =>
    said(person).filter(({ submit }) => submit.text.startsWith('DRILL. Call-out: Fire'))
  const writes = (person: string, text: string) =>
    centre.text(numbers[person]!.slice(1), { short_message: Buffer.from(text), data_coding: 0 })
  const show = async (id: string) => done<CallOut>(await server.olena.get(`/v1/call-outs/${id}`))
  const answerOf = (callOut: CallOut, person: string) =>
    callOut.asked.find((one) => one.person === person)?.answers.at(-1)
  const until = async (check: () => Promise<boolean>) => {
    while (!(await check())) await new Promise((resolve) => setImmediate(resolve))
  }
  const call = async (more: object = {}) =>
    done<CallOut>(
      await server.olena.post('/v1/call-outs', {
        ...{ says: 'Fire station 2, with apparatus', teams: ['crew'], forMinutes: 60 },
        quotas: [
          { skills: ['firefighter'], wanted: 1 },
          { skills: ['driver'], wanted: 1 },
        ],
        ...more,
      }),
    )
  before(async () => {
    centre = await smsc()
    server = await startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_SMPP: `smpp://tocsin:secret@127.0.0.1:${centre.port}` },
        ...{ TOCSIN_SMS_FROM: 'Tocsin', TOCSIN_PUBLIC_URL: 'https://warn.example.org' },
      },
    })
    const people = { ann: ['firefighter', 'driver'], bob: ['firefighter'], cyd: ['driver'] }
    for (const [id, skills] of Object.entries(people))
      done(
        await server.admin.ask('PUT', `/v1/responders/${id}`, {
          body: { name: `Name of ${id}`, language: 'en', skills, lines: { sms: numbers[id] } },
        }),
      )
    done(
      await server.admin.ask('PUT', '/v1/teams/crew', {
        body: { name: 'Crew', areas: [zadonsky], members: ['ann', 'bob', 'cyd'] },
      }),
    )
  })
  after(async () => {
    await server?.close()
    await centre?.close()
  })

  test('are opened, answered for and ended by those alone who may call the team', async () => {
    const body = { id: 'terbuny', name: 'Terbuny', roles: ['officer'], areas: [terbunsky] }
    const { key } = done<{ key: string }>(await server.admin.post('/v1/keys', body))
    const theirs = server.withKey(key)
    const quotas = [{ skills: ['driver'], wanted: 1 }]
    const order = { says: 'Bridge', teams: ['crew'], quotas, forMinutes: 60 }
    refused(await theirs.post('/v1/call-outs', order), 'people/outside-area')
    const { id } = await call({ quotas, says: 'Bridge' })
    const answer = { person: 'ann', answer: 'cannot' }
    refused(await theirs.post(`/v1/call-outs/${id}/answers`, answer), 'people/outside-area')
    refused(await theirs.post(`/v1/call-outs/${id}/close`, {}), 'people/outside-area')
    const unchanged = await show(id)
    assert.deepEqual([unchanged.closed, answerOf(unchanged, 'ann')], [null, undefined])
    const ended = done<CallOut>(await server.olena.post(`/v1/call-outs/${id}/close`, {}))
    assert.equal(ended.closed?.why, 'by-person')
  })

  test('ask by SMS, and are answered by SMS in any of the languages and by the link alone', async () => {
    const { id } = await call()
    await until(async () => (await show(id)).asked.every(({ sent }) => sent.some(({ say }) => say === 'ask')))
    assert.match(asks('ann')[0]!.submit.text, /^DRILL\. Call-out: Fire station 2, with apparatus\. Reply 1/)
    await writes('ann', 'yes 20')
    await until(async () => answerOf(await show(id), 'ann') !== undefined)
    const ann = answerOf(await show(id), 'ann')!
    assert.deepEqual([ann.answer, ann.over], ['coming', 'sms'])
    assert.ok(Math.abs(Date.parse(ann.arrivingAt!) - Date.now() - 20 * 60_000) < 120_000)
    // Bob presses a button on the page behind his link, without a script.
    const text = said('bob')
      .map(({ submit }) => submit.text)
      .join('')
    const path = /https:\/\/warn\.example\.org(\/call\/\S+)/.exec(text)![1]!
    const page = await server.stranger.get(path)
    assert.equal(page.status, 200)
    assert.match(page.text, /Fire station 2/)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const pressed = await server.stranger.ask('POST', path, { raw: 'say=coming+15', headers: form })
    assert.equal(pressed.status, 200)
    const both = await show(id)
    assert.equal(answerOf(both, 'bob')?.over, 'page')
    // Ann drives now, so that nobody is missing: Cyd is told so, and both are never asked again.
    assert.equal(
      both.quotas.reduce((sum, { missing }) => sum + missing, 0),
      0,
    )
    await until(async () =>
      (await show(id)).asked
        .find(({ person }) => person === 'cyd')!
        .sent.some(({ say }) => say === 'not-needed'),
    )
    refused(await server.stranger.get(`${path}x`), 'response/bad-link')
    refused(
      await server.stranger.ask('POST', path, { raw: 'say=perhaps', headers: form }),
      'server/invalid-request',
    )
    const ended = done<CallOut>(await server.olena.post(`/v1/call-outs/${id}/close`, {}))
    assert.equal(ended.closed?.why, 'by-person')
    await until(async () =>
      ['ann', 'bob'].every(async (person) =>
        (await show(id)).asked
          .find((one) => one.person === person)!
          .sent.some(({ say }) => say === 'stand-down'),
      ),
    )
    assert.match((await server.stranger.get(path)).text, /is over/)
  })

  test('answer what can’t be understood once, and call back what a carrier still has when somebody answers', async () => {
    const { id } = await call()
    await until(async () => (await show(id)).asked.every(({ sent }) => sent.some(({ say }) => say === 'ask')))
    await writes('ann', 'perhaps later')
    await writes('ann', 'or not')
    await until(async () => (await show(id)).asked[0]!.sent.some(({ say }) => say === 'unclear'))
    assert.equal(answerOf(await show(id), 'ann'), undefined)
    const before = asks('ann').at(-1)!.id
    await writes('ann', '2')
    await until(async () => answerOf(await show(id), 'ann')?.answer === 'cannot')
    await centre.until(() => centre.cancelled.includes(before))
    assert.equal(
      (await show(id)).asked
        .find(({ person }) => person === 'ann')!
        .sent.filter(({ say }) => say === 'unclear').length,
      1,
    )
    // Killed and started again, it repeats nothing to whoever answered, nor what was taken.
    await server.startAgain()
    const again = await show(id)
    assert.equal(answerOf(again, 'ann')?.answer, 'cannot')
    const counted = again.asked.map(({ sent }) => sent.filter(({ say }) => say === 'ask').length)
    assert.deepEqual(counted, [1, 1, 1])
    done(await server.olena.post(`/v1/call-outs/${id}/close`, {}))
  })

  test('can’t go out after the all-clear of their alert, and are stood down by it', async () => {
    const alert = await issueAlert(server, red([zadonsky]))
    const { id } = await call({ alert: alert.id })
    done(
      await server.olena.post(`/v1/call-outs/${id}/answers`, {
        person: 'ann',
        answer: 'coming',
        minutes: 10,
      }),
    )
    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {}))
    await until(async () => (await show(id)).closed !== null)
    assert.equal((await show(id)).closed!.why, 'alert-over')
    const body = { says: 'Come', teams: ['crew'], quotas: [{ wanted: 1 }], alert: alert.id }
    refused(await server.olena.post('/v1/call-outs', body), 'response/alert-over')
    refused(
      await server.olena.post(`/v1/call-outs/${id}/answers`, { person: 'bob', answer: 'coming' }),
      'response/call-out-over',
    )
  })

  test('stand in the timeline of their alert, for those who may read call-outs, and name nobody', async () => {
    const alert = await issueAlert(server, red([zadonsky]))
    const { id } = await call({ alert: alert.id, says: 'Timeline' })
    const answer = { person: 'ann', answer: 'cannot' }
    done(await server.olena.post(`/v1/call-outs/${id}/answers`, answer))
    done(await server.olena.post(`/v1/alerts/${alert.id}/all-clear`, {}))
    await until(async () => (await show(id)).closed !== null)
    const kinds = async (client: Client) =>
      done<{ entries: readonly { readonly group: string; readonly kind: string; readonly data: object }[] }>(
        await client.get(`/v1/timeline?alert=${alert.id}&kinds=call-outs`),
      ).entries
    const entries = await kinds(server.olena)
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['callout-opened', 'callout-asked', 'callout-answered', 'callout-closed'],
    )
    assert.doesNotMatch(JSON.stringify(entries), /Name of|circles|Timeline/)
    // Whoever approves alerts reads no call-outs.
    const others = done<{ entries: readonly { readonly group: string }[] }>(
      await server.taras.get(`/v1/timeline?alert=${alert.id}`),
    ).entries
    assert.ok(others.length > 0 && others.every(({ group }) => group !== 'call-outs'))
  })

  test('take rotas in by iCalendar and give them out by a secret address', async () => {
    const at = (hours: number) =>
      new Date(Date.now() + hours * 3_600_000).toISOString().replaceAll(/[-:]|\.\d+/g, '')
    const calendar = [
      ...[
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//x//y//EN',
        'BEGIN:VEVENT',
        'UID:1',
        `DTSTAMP:${at(0)}`,
      ],
      ...[
        `DTSTART:${at(-1)}`,
        `DTEND:${at(3)}`,
        'RRULE:FREQ=DAILY;COUNT=5',
        'SUMMARY:Name of cyd',
        'END:VEVENT',
      ],
      'END:VCALENDAR',
    ].join('\r\n')
    const team = { name: 'Crew', areas: [zadonsky], members: ['ann', 'bob', 'cyd'] }
    const kept = done<{ onDuty: readonly string[] }>(
      await server.admin.ask('PUT', '/v1/teams/crew', { body: { ...team, calendar } }),
    )
    assert.deepEqual(kept.onDuty, ['cyd'])
    refused(
      await server.admin.ask('PUT', '/v1/teams/crew', { body: { ...team, calendar: 'no calendar' } }),
      'response/bad-calendar',
    )
    const rota = done<{ shifts: readonly object[] }>(await server.olena.get('/v1/teams/crew/rota'))
    assert.equal(rota.shifts.length, 5)
    const feed = async (former: 'stays' | 'ends') =>
      new URL(
        done<{ url: string }>(
          await server.admin.post('/v1/rota-feeds', { of: 'responder', id: 'cyd', former }),
        ).url,
      ).pathname
    const path = await feed('stays')
    const written = await server.stranger.get(path)
    assert.match(written.headers.get('content-type')!, /^text\/calendar/)
    assert.equal(written.text.match(/BEGIN:VEVENT/g)?.length, 5)
    await feed('ends')
    refused(await server.stranger.get(path), 'response/bad-link')
    // Who is on duty is asked first, and alone.
    const { asked, id } = await call({ quotas: [{ skills: ['driver'], wanted: 1 }] })
    assert.deepEqual(
      asked.map(({ person }) => person),
      ['cyd'],
    )
    done(await server.olena.post(`/v1/call-outs/${id}/close`, {}))
  })

  test('keep what is personal apart: shown to who asks for it, and gone when it is erased', async () => {
    const about = await server.admin.get('/v1/responders/bob/personal')
    assert.match(about.text, /Name of bob/)
    assert.equal((await server.admin.ask('DELETE', '/v1/responders/bob')).status, 204)
    refused(await server.admin.get('/v1/responders/bob/personal'), 'response/unknown-responder')
    const { teams } = done<{ teams: readonly { members: readonly string[] }[] }>(
      await server.olena.get('/v1/teams'),
    )
    assert.deepEqual(teams[0]!.members, ['ann', 'cyd'])
    const facts = await server.running.system.ledger.read(0 as never, 10_000)
    assert.ok(!JSON.stringify(facts).includes('Name of'))
    assert.ok(!JSON.stringify(facts).includes('7474255520'))
    refused(await server.taras.get('/v1/call-outs'), 'people/not-allowed')
  })
})
