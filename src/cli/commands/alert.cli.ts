/** `tocsin alert …`: an alert's life from the command line, by way of the server that decides. */
import { randomUUID } from 'node:crypto'
import { ok, refuse, type Json, type Result } from '#base'
import { connect, type Actor, type Client } from '../client.http.ts'
import type { Command, Given, Needs, Option, Output } from '../command.ts'
import { readTexts } from '../read-texts.ts'
import { sayAlert, type AlertAnswer } from '../say-alert.ts'
import { sayReach } from '../say-reach.ts'

const readVersion: Option = { takes: 'N', means: 'Refuse when the alert is no longer at this version' }
const key: Option = { takes: 'KEY', means: 'Idempotency key: the same order with the same key is done once' }
const areas: Option = { takes: 'AREA', means: 'An area’s code or name, or “X except Y”', many: 'many' }
const minutes: Option = { takes: 'N', means: 'How long it stands unless it is renewed' }
const text: Option = {
  takes: 'LANG:LENGTH=TEXT',
  means: 'A text by hand, as in en:90=Drones over Lipetsk',
  many: 'many',
}

/** What each step of an alert's life needs. */
const needsOf = {
  ...{ submit: 'alert.submit', approve: ['alert.read', 'alert.approve'], return: 'alert.approve' },
  ...{ issue: 'alert.issue', raise: 'alert.change', lower: 'alert.change', extend: 'alert.change' },
  ...{ reduce: 'alert.change', correct: 'alert.change', renew: 'alert.change' },
  ...{ 'all-clear': 'alert.end', retract: 'alert.end', discard: 'alert.draft' },
} as const satisfies { readonly [step: string]: Needs }

export const commands: readonly Command[] = [
  {
    name: 'alert draft',
    takes: 'AREA…',
    does: 'Draft an alert for areas, by codes or names in any language',
    needs: 'alert.draft',
    options: {
      threat: {
        takes: 'THREAT',
        means: 'drone, ballistic-missile, flood, … (GET /v1/threats)',
        needed: 'needed',
      },
      level: { takes: 'LEVEL', means: 'A step of the ladder: yellow, red, …', needed: 'needed' },
      ladder: { takes: 'LADDER', means: 'Another ladder than the authority’s' },
      mode: { takes: 'MODE', means: 'live, drill or test; the installation’s when left out' },
      within: { takes: 'CODE', means: 'The area in which the names are meant' },
      minutes,
      until: { takes: 'TIME', means: 'Instead of --minutes: a time with its zone' },
      text,
      key,
    },
    example: 'tocsin alert draft --threat drone --level red Zadonsky Terbunsky',
    async run(given, output) {
      const threat = given.value('threat')
      const level = given.value('level')
      if (given.words.length === 0)
        return refuse('server/usage', { why: 'Name at least one area.', command: 'alert draft' })
      const texts = readTexts(given, 'alert draft')
      if (!texts.ok) return texts
      const body = pick({
        ...{
          threat,
          level,
          areas: [...given.words],
          ladder: given.value('ladder'),
          mode: given.value('mode'),
        },
        ...{ within: given.value('within'), renewBy: given.value('until'), texts: texts.value },
        renewForMinutes: number(given, 'minutes'),
      })
      return post(given, output, 'olena', '/v1/alerts', body)
    },
  },
  step('submit', 'Ask for approval', 'olena', {}, () => ok({})),
  {
    ...step(
      'approve',
      'Approve what it says now; with --hash only if it still says what was read',
      'taras',
      { hash: { takes: 'SHA256', means: 'Of what was read' } },
      () => ok({}),
    ),
    async run(given, output) {
      const id = theAlert(given, 'approve')
      if (!id.ok) return id
      const client = await connect(given, 'taras')
      if (!client.ok) return client
      const read = await client.value.get<{
        alert: { contentHash: string; pending?: { contentHash: string } }
      }>(`/v1/alerts/${id.value}`)
      if (!read.ok) return read
      const { contentHash, pending } = read.value.alert
      return post(given, output, 'taras', `/v1/alerts/${id.value}/approve`, {
        contentHash: given.value('hash') ?? pending?.contentHash ?? contentHash,
      })
    },
  },
  step(
    'return',
    'Send it back with a reason',
    'taras',
    { reason: { takes: 'TEXT', means: 'Why', needed: 'needed' } },
    (given) => ok(pick({ reason: given.value('reason') })),
  ),
  step(
    'issue',
    'Issue it: sirens, streams and feeds follow',
    'olena',
    { emergency: { takes: 'REASON', means: 'Issue it alone, where the policy allows that' } },
    (given) => ok(pick({ emergency: given.value('emergency') })),
  ),
  step(
    'raise',
    'Go up the ladder',
    'olena',
    { level: { takes: 'LEVEL', means: 'The higher step', needed: 'needed' } },
    (given) => ok(pick({ level: given.value('level') })),
  ),
  step(
    'lower',
    'Go down the ladder',
    'olena',
    { level: { takes: 'LEVEL', means: 'The lower step', needed: 'needed' } },
    (given) => ok(pick({ level: given.value('level') })),
  ),
  step('extend', 'Add areas', 'olena', { area: areas }, withAreas('extend'), 'AREA…'),
  step('reduce', 'Let areas go; they are told', 'olena', { area: areas }, withAreas('reduce'), 'AREA…'),
  step('correct', 'Correct the text', 'olena', { text: { ...text, needed: 'needed' } }, (given) => {
    const texts = readTexts(given, 'alert correct')
    return texts.ok ? ok({ texts: texts.value ?? {} }) : texts
  }),
  step('renew', 'Let it stand longer', 'olena', { minutes }, (given) =>
    ok(pick({ renewForMinutes: number(given, 'minutes') })),
  ),
  step(
    'all-clear',
    'Give the all-clear, for some areas or all of it',
    'olena',
    { area: areas, reason: { takes: 'TEXT', means: 'Why' } },
    (given) => {
      const named = [...given.words.slice(1), ...given.values('area')]
      return ok(pick({ areas: named.length === 0 ? undefined : named, reason: given.value('reason') }))
    },
    'AREA…',
  ),
  step(
    'retract',
    'Take back what should not have been sent',
    'olena',
    { reason: { takes: 'TEXT', means: 'Why', needed: 'needed' } },
    (given) => ok(pick({ reason: given.value('reason') })),
  ),
  step('discard', 'Throw a draft away', 'olena', {}, () => ok({})),
  {
    name: 'alert show',
    takes: 'ALERT',
    does: 'Show an alert: state, areas, what it says in each language, what overlaps it',
    needs: 'alert.read',
    async run(given, output) {
      const id = theAlert(given, 'show')
      if (!id.ok) return id
      return ask(
        given,
        'olena',
        (client) => client.get<AlertAnswer>(`/v1/alerts/${id.value}`),
        (answer) => {
          output.give(answer as unknown as Json)
          for (const line of sayAlert(answer, 'with-texts')) output.say(line)
        },
      )
    },
  },
  {
    name: 'alert list',
    does: 'List alerts that are not over, and those that ended within the last day',
    needs: 'alert.read',
    async run(given, output) {
      return ask(
        given,
        'olena',
        (client) => client.get<{ alerts: AlertAnswer['alert'][] }>('/v1/alerts'),
        ({ alerts }) => {
          output.give({ alerts } as unknown as Json)
          if (alerts.length === 0) output.say('No alerts.')
          for (const alert of alerts) output.say(sayAlert({ alert, overlaps: [] }, 'short')[0])
        },
      )
    },
  },
  {
    name: 'alert reach',
    takes: 'ALERT',
    does: 'Show who was reached: per channel and area, what is known and what is not',
    needs: 'reach.read',
    async run(given, output) {
      const id = theAlert(given, 'reach')
      if (!id.ok) return id
      return ask(
        given,
        'olena',
        (client) => client.get<Parameters<typeof sayReach>[0]>(`/v1/alerts/${id.value}/reach`),
        (answer) => {
          output.give(answer as unknown as Json)
          for (const line of sayReach(answer)) output.say(line)
        },
      )
    },
  },
]

function step(
  name: keyof typeof needsOf,
  does: string,
  actor: Actor,
  options: { readonly [name: string]: Option },
  body: (given: Given) => Result<{ readonly [member: string]: Json }>,
  more?: string,
): Command {
  return {
    name: `alert ${name}`,
    takes: more === undefined ? 'ALERT' : `ALERT ${more}`,
    does,
    needs: needsOf[name],
    options: { ...options, 'read-version': readVersion, key },
    async run(given, output) {
      const id = theAlert(given, name)
      if (!id.ok) return id
      const made = body(given)
      if (!made.ok) return made
      const version = number(given, 'read-version')
      return post(
        given,
        output,
        actor,
        `/v1/alerts/${id.value}/${name}`,
        pick({ ...made.value, readVersion: version }),
      )
    },
  }
}

async function post(given: Given, output: Output, actor: Actor, path: string, body: Json) {
  // Without a key of the caller's own, one for this call: a retry inside the client can't issue twice.
  const headers = { 'idempotency-key': given.value('key') ?? randomUUID() }
  return ask(
    given,
    actor,
    (client) => client.post<AlertAnswer>(path, body, headers),
    (answer) => {
      output.give(answer as unknown as Json)
      for (const line of sayAlert(answer, 'short')) output.say(line)
    },
  )
}

async function ask<Answer>(
  given: Given,
  actor: Actor,
  call: (client: Client) => Promise<Result<Answer>>,
  show: (answer: Answer) => void,
): Promise<Result<void>> {
  const client = await connect(given, actor)
  if (!client.ok) return client
  const answer = await call(client.value)
  if (!answer.ok) return answer
  show(answer.value)
  return ok()
}

function theAlert(given: Given, name: string): Result<string, 'server/usage'> {
  const [id] = given.words
  return id === undefined
    ? refuse('server/usage', { why: 'Name the alert.', command: `alert ${name}` })
    : ok(encodeURIComponent(id))
}

function withAreas(name: string): (given: Given) => Result<{ readonly areas: Json }, 'server/usage'> {
  return (given) => {
    const named = [...given.words.slice(1), ...given.values('area')]
    if (named.length > 0) return ok({ areas: named })
    return refuse('server/usage', { why: 'Name at least one area.', command: `alert ${name}` })
  }
}

function number(given: Given, name: string): number | undefined {
  const text = given.value(name)
  return text === undefined ? undefined : Number(text)
}

function pick(members: { readonly [name: string]: Json | undefined }): { readonly [name: string]: Json } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [name: string]: Json
  }
}
