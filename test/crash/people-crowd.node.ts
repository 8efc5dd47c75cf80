/** Administrators, members and machines who without pause invite, join, sign in and out, make and revoke keys, propose, confirm and suspend; they remember what they were told. */
import { setTimeout as wait } from 'node:timers/promises'
import {
  joinBy,
  newDevice,
  openBrowser,
  signInBy,
  type Browser,
  type BrowserAnswer,
} from '../support/browser.node.ts'
import type { Acknowledged, Promised, Shown, Trial } from '../support/people-checks.ts'
import { ask } from '../support/serve.node.ts'
import {
  stepAt,
  thingsAt,
  type Administrator,
  type CrowdOptions,
  type Member,
  type Thing,
} from './people-cast.node.ts'

export function peopleCrowd({ chance, port, machineKey, administrators, typist }: CrowdOptions) {
  const url = `http://127.0.0.1:${port}`
  const { keyThing, linkThing, deviceThing, sessionThing } = thingsAt(port)
  const members: Member[] = []
  const things: Thing[] = []
  const acknowledged: Acknowledged[] = []
  const shown = new Map<string, Shown>()
  const unexpected: string[] = []
  const trials: Trial[] = []
  /** The address of the webhook that is asked for until two have agreed to it. */
  let [hook, names, unanswered, done] = [1, 0, 0, 0]
  let working = false
  let resume = Promise.withResolvers<void>()
  const begun = new Set<Promise<void>>()

  /** Counts an answer that is none of these as a flaw. */
  const isOne = (
    { status, body }: Pick<BrowserAnswer<unknown>, 'status' | 'body'>,
    what: string,
    ...fine: number[]
  ) => {
    if (!fine.includes(status)) unexpected.push(`${what}: ${status} ${JSON.stringify(body).slice(0, 300)}`)
    return status < 300
  }
  const byMachine = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
    ask(url, method, path, { as: machineKey(), ...(body === undefined ? {} : { body }) })
  const fact = (type: string, holds: Acknowledged['holds']) => void acknowledged.push({ type, holds })
  const showsOne = (person: string, method: Shown['method']) => {
    const key = `${person} ${method}`
    shown.set(key, { person, method, different: (shown.get(key)?.different ?? 0) + 1 })
  }
  const pickThing = (fits: (thing: Thing) => boolean) => {
    const fitting = things.filter(fits)
    return fitting.length === 0 ? undefined : chance.pick(fitting)
  }

  const keys = async () => {
    const choice = chance.next()
    const old = pickThing(({ name, promised }) => name.startsWith('key ') && promised === 'good')
    if (old === undefined || choice < 0.4) {
      const body = {
        id: `client-${++names}-${chance.between(1, 1e9)}`,
        name: 'Sensor Sokolova',
        roles: ['watcher'],
      }
      const made = await byMachine('POST', '/v1/keys', body)
      if (!isOne(made, 'a new key', 201)) return
      const { key, keyId } = made.body as { readonly key: string; readonly keyId: string }
      things.push(keyThing(key, keyId))
      return fact('key-made', { key: keyId, owner: body.id })
    }
    const id = old.name.slice(4)
    old.promised = 'unsure'
    if (choice < 0.7) {
      const revoked = await byMachine('DELETE', `/v1/keys/${id}`)
      if (!isOne(revoked, 'revoking a key', 204)) return
      old.promised = 'over'
      return fact('key-revoked', { key: id })
    }
    const rotated = await byMachine('POST', `/v1/keys/${id}/rotate`, { overlapMinutes: 0 })
    if (!isOne(rotated, 'rotating a key', 201)) return
    old.promised = 'over'
    const { key, keyId } = rotated.body as { readonly key: string; readonly keyId: string }
    things.push(keyThing(key, keyId))
    fact('key-rotated', { key: id, next: keyId })
  }

  const invite = async () => {
    const n = ++names
    const id = `member-${n}-${chance.between(1, 1e9)}`
    const [name, login] = [`Nadiya Number${n}`, `nadiya.${id}`]
    const invited = await byMachine('POST', '/v1/people', { id, name, login, roles: ['officer'] })
    if (!isOne(invited, 'inviting', 201)) return
    fact('person-added', { person: id })
    const { link } = invited.body as { readonly link: { readonly url: string } }
    const member: Member = { id, login, name, device: newDevice(port), state: 'invited', codes: [], turn: 0 }
    members.push(member)
    const thing = linkThing(link.url, id)
    things.push(thing)
    if (chance.happens(0.2)) return
    const browser = openBrowser(() => port)
    thing.promised = 'unsure'
    member.state = 'unsure'
    const joined = await joinBy(browser, link.url, { name, login }, member.device)
    if (!isOne(joined, 'joining', 200)) return
    thing.promised = 'over'
    member.state = 'active'
    member.codes = [...(joined.body.recoveryCodes ?? [])]
    fact('person-joined', { person: id })
    things.push(deviceThing(member))
    things.push(sessionThing(browser.cookie, id))
  }

  const sessions = async () => {
    const active = members.filter(({ state }) => state === 'active')
    if (active.length === 0) return
    const member = chance.pick(active)
    const { turn } = member
    const browser = openBrowser(() => port)
    const code = chance.happens(0.3) ? member.codes.shift() : undefined
    const entered =
      code === undefined ? await signInBy(browser, member.device) : await byCode(browser, member, code)
    // Somebody may have been suspended in this very moment: then it is for the one who did to say what holds.
    if (!isOne(entered, 'signing in', 200, ...(member.turn === turn ? [] : [401])) || member.turn !== turn)
      return
    const thing = sessionThing(browser.cookie, member.id)
    things.push(thing)
    if (chance.happens(0.5)) return
    thing.promised = 'unsure'
    if (
      isOne(await openBrowser(() => port, browser.cookie).ask('POST', '/v1/sign-out', {}), 'signing out', 204)
    )
      thing.promised = 'over'
  }
  const byCode = async (browser: Browser, { id, login }: Member, code: string) => {
    showsOne(id, 'recovery-code')
    const enter = (at: Browser) => at.ask('POST', '/v1/sign-in/recovery-code', { login, code, screen: 'own' })
    const attempt = async () => (await enter(openBrowser(() => port))).status
    const thing: Thing = { name: `code ${code.slice(0, 4)} of ${id}`, promised: 'unsure', attempt }
    things.push(thing)
    const entered = await enter(browser)
    if (entered.status === 200) thing.promised = 'over'
    return entered
  }

  const byPassword = async () => {
    const now = Date.now()
    // The next step's code is good already: a clock may be ahead.
    const step = Math.max(typist.step + 1, stepAt(now))
    if (step > stepAt(now) + 1) return
    typist.step = step
    showsOne(typist.id, 'password-totp')
    const { login, password } = typist
    const typed = { login, password, code: typist.codeAt(step * 30_000), screen: 'own' }
    const enter = (browser: Browser) => browser.ask('POST', '/v1/sign-in/password', typed)
    const attempt = async () => (await enter(openBrowser(() => port))).status
    const thing: Thing = { name: `code of step ${step}`, promised: 'unsure', attempt }
    things.push(thing)
    const browser = openBrowser(() => port)
    const entered = await enter(browser)
    // Codes shown again are failures, after which the next one may be held up.
    if (!isOne(entered, 'a password and a code', 200, 401, 429)) return
    thing.promised = 'over'
    things.push(sessionThing(browser.cookie, typist.id))
  }

  const ofMember = (id: string) => things.filter(({ owner }) => owner === id)
  const suspend = async () => {
    const fitting = members.filter(({ state }) => state === 'active' || state === 'suspended')
    if (fitting.length === 0) return
    const member = chance.pick(fitting)
    const step = member.state === 'active' ? 'suspend' : 'reinstate'
    member.state = 'unsure'
    member.turn++
    for (const thing of ofMember(member.id)) if (thing.promised === 'good') thing.promised = 'unsure'
    const answered = await byMachine('POST', `/v1/people/${member.id}/${step}`, {})
    if (!isOne(answered, step, 200)) return
    member.turn++
    fact(step === 'suspend' ? 'person-suspended' : 'person-reinstated', { person: member.id })
    isNow(member, step === 'suspend' ? 'suspended' : 'active')
  }
  const isNow = (member: Member, state: 'suspended' | 'active') => {
    member.state = state
    for (const thing of ofMember(member.id)) {
      if (thing.name.startsWith('device')) thing.promised = state === 'active' ? 'good' : 'out'
      // Of somebody who was suspended no session comes back.
      else if (state === 'suspended') thing.promised = 'over'
    }
  }

  const proved = async ({ browser, device }: Administrator) => {
    isOne(await signInBy(browser, device), 'an administrator signs in', 200)
  }
  const two = async () => {
    const [proposer, confirmer] = chance.happens(0.5)
      ? administrators
      : [administrators[1], administrators[0]]
    const body = { url: `http://127.0.0.1:9/hook-${hook}` }
    const proposed = await proposer.browser.ask('POST', '/v1/webhooks', body)
    if (proposed.status === 401) return proved(proposer)
    isOne(proposed, 'proposing', 201, 409)
    // A double click, or a page that was loaded again.
    if (chance.happens(0.3))
      isOne(await proposer.browser.ask('POST', '/v1/webhooks', body), 'again', 201, 409)
    const waiting = await confirmer.browser.ask<{
      proposals: { id: string; contentHash: string; by: string }[]
    }>('GET', '/v1/proposals')
    if (waiting.status === 401) return proved(confirmer)
    for (const { id, contentHash } of waiting.body.proposals) {
      if (chance.happens(0.1)) continue
      // Now and then both press at once.
      const confirm = () => confirmer.browser.ask('POST', `/v1/proposals/${id}/confirm`, { contentHash })
      const answers = await Promise.all(chance.happens(0.2) ? [confirm(), confirm()] : [confirm()])
      for (const answer of answers)
        // One's own is for the other one to agree to.
        if (isOne(answer, 'confirming', 200, 403, 404, 409)) fact('proposal-confirmed', { proposal: id })
    }
    hook++
  }

  const actor = async (step: () => Promise<void>, thinksFor: number) => {
    for (;;) {
      while (!working) await resume.promise
      const turn = step().then(
        () => void done++,
        (error: unknown) => {
          // What fetch throws when the server is gone.
          if (error instanceof TypeError || error instanceof SyntaxError) unanswered++
          else unexpected.push(String(error))
        },
      )
      begun.add(turn)
      await turn
      begun.delete(turn)
      await wait(chance.between(1, thinksFor))
    }
  }
  for (const [step, thinksFor] of [
    [keys, 20],
    [invite, 60],
    [sessions, 20],
    [suspend, 40],
    [byPassword, 300],
    [two, 40],
  ] as const)
    void actor(step, thinksFor)

  return {
    ...{ members, things, acknowledged, unexpected, trials },
    shown: () => [...shown.values()],
    figures: () => ({ done, unanswered }),
    work() {
      working = true
      resume.resolve()
    },
    async pause() {
      working = false
      resume = Promise.withResolvers<void>()
      await Promise.all(begun)
    },
    /** What an order without an answer came to, once the server runs again. */
    async settle() {
      const { people } = (await byMachine('GET', '/v1/people')).body as {
        readonly people: readonly { readonly id: string; readonly state: string }[]
      }
      for (const member of members) {
        const state = people.find(({ id }) => id === member.id)?.state
        if (member.state !== 'unsure' && state !== member.state)
          unexpected.push(`${member.id} was told to be ${member.state} and is ${state}`)
        if (member.state !== 'unsure') continue
        if (state === 'invited') member.state = 'invited'
        else if (state === 'active' || state === 'suspended') {
          if (!ofMember(member.id).some(({ name }) => name.startsWith('device')))
            things.push(deviceThing(member))
          isNow(member, state)
        } else unexpected.push(`${member.id} was invited and is ${state}`)
      }
    },
    /** Tries what is unsure, and some of everything else. */
    async tryAll(life: number, most: number) {
      const some = (promised: Promised) => {
        const those = things.filter((thing) => thing.promised === promised)
        return those.length <= most ? those : Array.from({ length: most }, () => chance.pick(those))
      }
      for (const thing of [
        ...some('over'),
        ...some('out'),
        ...some('good'),
        ...things.filter((one) => one.promised === 'unsure'),
      ]) {
        const status = await thing.attempt()
        trials.push({ life, thing: thing.name, promised: thing.promised, status })
        if (thing.promised !== 'unsure' || status === 429) continue
        // One that works for once has worked.
        thing.promised = status >= 400 || thing.name.startsWith('code') ? 'over' : 'good'
      }
    },
  }
}
