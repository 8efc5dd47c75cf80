/** Kills the real server with SIGKILL in the middle of a call-out: nobody is forgotten, nobody is asked twice beyond what a carrier may not have heard, and no answer is lost. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { absent } from '../support/absent.ts'
import { chance } from '../support/chance.ts'
import { pagingService } from '../support/pager.node.ts'
import { startOwnPostgres } from '../support/postgres.node.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { smsc } from '../support/smsc.node.ts'
import { zadonsky } from '../support/server.node.ts'
import { removeAtExit } from '../support/started.node.ts'

const rounds = Number(process.env['CRASH_TIMES'] ?? 200) >= 200 ? 12 : 4
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)
const people = Array.from({ length: 8 }, (_, at) => `person-${at}`)
const numberOf = (person: string) => `7474255580${people.indexOf(person)}`

interface CallOut {
  readonly id: string
  readonly asked: readonly {
    readonly person: string
    readonly answers: readonly { readonly answer: string }[]
    readonly sent: readonly { readonly way: string; readonly say: string; readonly outcome: string }[]
  }[]
}

test(`a server killed ${rounds} times while it calls forgets nobody, doubles nothing and keeps every answer`, async () => {
  console.log(`seed ${seed}`)
  const luck = chance(`callouts ${seed}`)
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-callouts-kill-'))
  removeAtExit(folder)
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  const [pager, centre] = [await pagingService(), await smsc()]
  const settings = {
    ...{ TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none', TOCSIN_SMS_FROM: 'Tocsin' },
    ...{ TOCSIN_SMPP: `smpp://tocsin:secret@127.0.0.1:${centre.port}`, ...pager.settings },
  }
  let serving: Serving | undefined
  const serve = async () => (serving = startServe({ folder, settings })).ready
  /** Ends with what was answered, or with nothing where the server died before. */
  const order = async (
    url: string,
    who: 'olena' | 'admin',
    method: 'POST' | 'PUT',
    path: string,
    body: object,
  ) => {
    try {
      const answer = await ask(url, method, path, { as: keyOf(folder, who), body })
      return answer.status < 300 ? (answer.body as CallOut) : undefined
    } catch {
      return undefined
    }
  }
  const show = async (url: string, id: string) =>
    (await ask(url, 'GET', `/v1/call-outs/${id}`, { as: keyOf(folder, 'olena') })).body as CallOut
  const texts = (person: string, says: string) =>
    centre.taken.filter(
      ({ submit }) => submit.destination[2] === numberOf(person) && submit.text.includes(says),
    )
  const pages = (person: string, says: string) =>
    pager.pages.filter(
      ({ body, person: paged }) =>
        paged === person && body.includes('"responder.ask"') && body.includes(says),
    )
  let [again, kept, silent] = [0, 0, 0]
  try {
    let url = await serve()
    for (const person of people)
      assert.ok(
        await order(url, 'admin', 'PUT', `/v1/responders/${person}`, {
          ...{ name: person, language: 'en', skills: ['driver'] },
          lines: { sms: `+${numberOf(person)}`, pager: 'yes' },
        }),
      )
    const team = { name: 'Crew', areas: [zadonsky], members: people }
    assert.ok(await order(url, 'admin', 'PUT', '/v1/teams/crew', team))
    for (let round = 0; round < rounds; round++) {
      // What the centre hears and does not answer, nobody can know to be taken.
      const quiet = luck.between(0, 4)
      centre.behave((count) => (count % 5 < quiet ? 'silence' : 'confirm'))
      const says = `Lock ${String.fromCodePoint(65 + round)}${round} of the canal`
      const begun = await order(url, 'olena', 'POST', '/v1/call-outs', {
        ...{ says, teams: ['crew'], forMinutes: 240, repeatSeconds: 3_600, widenSeconds: 3_600 },
        quotas: [{ skills: ['driver'], wanted: people.length }],
      })
      assert.ok(begun !== undefined)
      const answering = people.slice(0, 3).map(async (person) => {
        await wait(luck.between(0, 60))
        const body = { person, answer: 'coming', minutes: 10 }
        return (await order(url, 'olena', 'POST', `/v1/call-outs/${begun.id}/answers`, body)) === undefined
          ? []
          : [person]
      })
      await wait(luck.between(0, 150))
      const written = await show(url, begun.id).catch(() => undefined)
      await serving!.end('SIGKILL')
      const answered = (await Promise.all(answering)).flat()
      const before = new Map(
        people.map((person) => [person, [texts(person, says).length, pages(person, says).length]]),
      )
      centre.behave(() => 'confirm')
      url = await serve()
      for (;;) {
        const { asked } = await show(url, begun.id)
        const isDone = asked.every(
          ({ answers, sent }) =>
            answers.length > 0 ||
            ['sms', 'pager'].every((way) =>
              sent.some((one) => one.way === way && one.outcome === 'accepted'),
            ),
        )
        if (isDone) break
        await wait(20)
      }
      const { asked } = await show(url, begun.id)
      assert.equal(asked.length, people.length, 'nobody who was asked is forgotten')
      for (const { person, answers } of asked) {
        const [sms, paged] = [texts(person, says), pages(person, says)]
        const [smsBefore = 0, pagedBefore = 0] = before.get(person)!
        // The pager knows a second try by its id, and is told of the first round only.
        assert.ok(new Set(paged.map(({ id }) => id)).size <= 1, `${person} was paged for two rounds`)
        assert.ok(
          sms.length <= 2 && paged.length <= 2,
          `${person}: ${sms.length} texts, ${paged.length} pages`,
        )
        const taken = written?.asked
          .find((one) => one.person === person)
          ?.sent.filter(({ say, outcome }) => say === 'ask' && outcome === 'accepted')
          .map(({ way }) => way)
        // What was known to be taken is not sent again.
        if (taken?.includes('sms')) assert.equal(sms.length, smsBefore, `${person} was written to twice`)
        if (taken?.includes('pager')) assert.equal(paged.length, pagedBefore, `${person} was paged twice`)
        if (answered.includes(person)) {
          kept++
          assert.deepEqual(
            answers.map(({ answer }) => answer),
            ['coming'],
            `an answer of ${person} was lost`,
          )
          assert.deepEqual([sms.length, paged.length], [smsBefore, pagedBefore], `${person} had answered`)
        } else if (answers.length === 0) {
          silent++
          assert.ok(sms.length > 0 && paged.length > 0, `${person} was never asked`)
        }
        if (sms.length === 2 || paged.length === 2) again++
      }
      assert.ok(await order(url, 'olena', 'POST', `/v1/call-outs/${begun.id}/close`, {}))
    }
    console.log(`${kept} answers kept, ${silent} asked who were silent, ${again} asked again as nobody knew`)
    assert.ok(silent > 0 && kept > 0)
  } finally {
    await serving?.end('SIGKILL')
    await pager.close()
    await centre.close()
  }
})

test(
  'of two servers the other goes on calling when the one that calls is killed: the same people, the same ids, every answer',
  { skip: absent('postgres') },
  async () => {
    const database = await startOwnPostgres({ survives: 'nothing' })
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-callouts-two-'))
    removeAtExit(folder)
    const authority = join(folder, 'authority.json')
    writeFileSync(authority, authorityWithoutSirens())
    const pager = await pagingService()
    const settings = {
      ...{ TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none', TOCSIN_DATABASE: database.url },
      ...pager.settings,
    }
    const serve = (name: string) => startServe({ folder: join(folder, name), settings })
    const servings: Serving[] = []
    try {
      const first = serve('one')
      servings.push(first)
      const url = await first.ready
      const [olena, admin] = [keyOf(join(folder, 'one'), 'olena'), keyOf(join(folder, 'one'), 'admin')]
      const done = async (at: string, as: string, method: 'POST' | 'PUT', path: string, body: object) => {
        const answer = await ask(at, method, path, { as, body })
        assert.ok(answer.status < 300, `${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
        return answer.body as CallOut
      }
      for (const person of people)
        await done(url, admin, 'PUT', `/v1/responders/${person}`, {
          ...{ name: person, skills: ['driver'], lines: { pager: 'yes' } },
        })
      const team = { name: 'Crew', areas: [zadonsky], members: people }
      await done(url, admin, 'PUT', '/v1/teams/crew', team)
      const second = serve('other')
      servings.push(second)
      const there = await second.ready
      // Whoever is paged first is taken; the others are on the way when the server dies.
      const { id } = await done(url, olena, 'POST', '/v1/call-outs', {
        ...{ says: 'Lock of the canal', teams: ['crew'], repeatSeconds: 3_600, widenSeconds: 3_600 },
        quotas: [{ skills: ['driver'], wanted: people.length }],
      })
      const said = { person: people[0], answer: 'coming', minutes: 10 }
      await done(url, olena, 'POST', `/v1/call-outs/${id}/answers`, said)
      pager.answers('never')
      await first.end('SIGKILL')
      pager.answers(202)
      const known = async () =>
        (await ask(there, 'GET', `/v1/call-outs/${id}`, { as: olena })).body as CallOut
      const begun = performance.now()
      for (;;) {
        const { asked } = await known()
        const isTold = ({ answers, sent }: CallOut['asked'][number]) =>
          answers.length > 0 || sent.some(({ say, outcome }) => say === 'ask' && outcome === 'accepted')
        if (asked.length === people.length && asked.every(isTold)) break
        assert.ok(performance.now() - begun < 30_000, 'the other one does not call')
        await wait(50)
      }
      const { asked } = await known()
      assert.deepEqual(
        asked.find(({ person }) => person === people[0])!.answers.map(({ answer }) => answer),
        ['coming'],
      )
      for (const person of people) {
        const ids = pager.pages.flatMap(({ id: page, person: paged, body }) =>
          paged === person && body.includes('"responder.ask"') ? [page] : [],
        )
        assert.ok(ids.length <= 2 && new Set(ids).size <= 1, `${person}: ${ids.join()}`)
      }
      // What was said before the death can be changed after it, and is one history.
      const changed = await done(there, olena, 'POST', `/v1/call-outs/${id}/answers`, {
        ...{ person: people[0], answer: 'arrived' },
      })
      assert.deepEqual(
        changed.asked.find(({ person }) => person === people[0])!.answers.map(({ answer }) => answer),
        ['coming', 'arrived'],
      )
    } finally {
      for (const one of servings) await one.end('SIGKILL').catch(() => {})
      await pager.close()
      await database.stop()
    }
  },
)
