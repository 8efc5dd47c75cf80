/** Kills the real server with SIGKILL in the middle of orders about a case: nothing that was answered is lost, nothing stands twice, and every word is there. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { chance } from '../support/chance.ts'
import { ask, authorityWithoutSirens, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { removeAtExit } from '../support/started.node.ts'

const rounds = Number(process.env['CRASH_TIMES'] ?? 200) >= 200 ? 20 : 6
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)

interface View {
  readonly id: string
  readonly version: number
  readonly questionList: readonly { readonly text: string | null; readonly state: string }[]
  readonly facts: readonly number[]
}

test(`a server killed ${rounds} times while a case is worked on keeps what it answered, once`, async () => {
  console.log(`seed ${seed}`)
  const luck = chance(`cases ${seed}`)
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-cases-kill-'))
  removeAtExit(folder)
  const authority = join(folder, 'authority.json')
  writeFileSync(authority, authorityWithoutSirens())
  const settings = { TOCSIN_AUTHORITY: authority, TOCSIN_BROKER: 'none' }
  let serving: Serving | undefined
  const serve = async () => (serving = startServe({ folder, settings })).ready
  /** Ends with what was answered, or with nothing where the server died before. */
  const post = async (url: string, path: string, body: object) => {
    try {
      const answer = await ask(url, 'POST', path, { as: keyOf(folder, 'olena'), body })
      return answer.status < 300 ? (answer.body as View) : undefined
    } catch {
      return undefined
    }
  }
  let [answered, unknown] = [0, 0]
  try {
    let url = await serve()
    const opened = await post(url, '/v1/cases', { title: 'What the night was' })
    assert.ok(opened !== undefined)
    const { id } = opened
    const path = `/v1/cases/${id}/orders`
    const said: string[] = []
    const maybe: string[] = []
    for (let round = 0; round < rounds; round++) {
      // Killed when so many of the eight were answered: the others are anywhere.
      const until = luck.between(1, 4)
      const enough = Promise.withResolvers<void>()
      let heard = 0
      const asking = Array.from({ length: 8 }, async (_, at) => {
        const text = `Question ${at} of round ${round}`
        await wait(luck.between(0, 40))
        const done = await post(url, path, { type: 'ask', text })
        if (done === undefined) maybe.push(text)
        else {
          said.push(text)
          if (++heard === until) enough.resolve()
        }
      })
      await enough.promise
      await serving!.end('SIGKILL')
      await Promise.all(asking)
      url = await serve()
      const one = (await ask(url, 'GET', `/v1/cases/${id}`, { as: keyOf(folder, 'olena') })).body as View
      const texts = one.questionList.map(({ text }) => text)
      assert.ok(!texts.includes(null), 'a fact speaks of words that are nowhere')
      assert.equal(new Set(texts).size, texts.length, 'a question stands twice')
      for (const text of said) assert.ok(texts.includes(text), `“${text}” was answered and is lost`)
      for (const text of texts)
        assert.ok(said.includes(text!) || maybe.includes(text!), `nobody asked “${text}”`)
      assert.equal(one.facts.length, one.version)
      ;[answered, unknown] = [said.length, maybe.length]
    }
    console.log(`${answered} orders were answered, ${unknown} not, over ${rounds} kills`)
    assert.ok(answered > 0 && unknown > 0, 'no kill fell between two orders')
  } finally {
    await serving?.end('SIGKILL')
  }
})
