/** `tocsin callouts …`: people called out, what they said, what is still wanted; for an officer at a terminal, or a script. */
import { refuse, type Json } from '#base'
import { ask } from '../ask.ts'
import type { Command, Given, Option } from '../command.ts'
import { counted } from '../say-count.ts'

interface Brief {
  readonly id: string
  readonly mode: string
  readonly says: string
  readonly openedAt: string
  readonly wanted: number
  readonly missing: number
  readonly asked: number
  readonly closed: { readonly at: string; readonly why: string } | null
}
interface CallOut extends Omit<Brief, 'wanted' | 'missing' | 'asked'> {
  readonly until: string
  readonly circle: number
  readonly circles: number
  readonly quotas: readonly {
    readonly skills: readonly string[]
    readonly wanted: number
    readonly missing: number
    readonly by: readonly string[]
  }[]
  readonly asked: readonly {
    readonly person: string
    readonly name: string | null
    readonly askedAt: string
    readonly answers: readonly {
      readonly answer: string
      readonly at: string
      readonly over: string
      readonly arrivingAt: string | null
    }[]
    readonly sent: readonly { readonly way: string; readonly say: string; readonly outcome: string }[]
  }[]
}

const reads = 'callouts.read'
const runs = 'callouts.run'
const minutes: Option = { takes: 'N', means: 'In how many minutes they are there; only of coming' }

export const commands: readonly Command[] = [
  {
    ...{ name: 'callouts list', needs: reads },
    does: 'List call-outs, the newest first: how many are wanted and missing',
    run: (given, output) =>
      ask<{ callOuts: readonly Brief[] }>(
        given,
        output,
        'olena',
        (client) => client.get('/v1/call-outs'),
        ({ callOuts }) => (callOuts.length === 0 ? ['None yet.'] : callOuts.map(briefLine)),
      ),
  },
  about('show', {
    ...{ takes: 'CALL-OUT', needs: reads },
    does: 'Show a call-out: who was asked, over which ways, what they said, and what is still wanted',
    run: (id) => ['get', `/v1/call-outs/${id}`],
  }),
  {
    ...{ name: 'callouts start', needs: runs },
    does: 'Call people out: those on duty, then their teams, then the teams beside them, until enough come',
    options: {
      says: { takes: 'TEXT', means: 'Where to come, and what for', needed: 'needed' },
      team: { takes: 'TEAM', means: 'Which team is called', many: 'many', needed: 'needed' },
      want: {
        takes: 'N[:SKILL,…]',
        means: 'How many, and which skills each of them has: 4:firefighter,breathing-apparatus',
        ...{ many: 'many', needed: 'needed' },
      },
      alert: { takes: 'ALERT', means: 'What it is for: it ends with it, and has its mode' },
      mode: { takes: 'MODE', means: 'drill, test or live (default: that of the server)' },
      for: { takes: 'N', means: 'Minutes after which nobody is asked any more (default: 240)' },
      repeat: { takes: 'N', means: 'Seconds after which who is silent is asked again (default: 120)' },
      widen: { takes: 'N', means: 'Seconds after which the next circle is asked too (default: 600)' },
    },
    example: 'tocsin callouts start --says "Fire station 2" --team crew --want 4:firefighter --want 1:driver',
    async run(given, output) {
      const quotas = given.values('want').map(quotaOf)
      const odd = given.values('want').find((_, at) => quotas[at] === undefined)
      if (odd !== undefined)
        return refuse('server/usage', {
          why: `“${odd}” is no number of people: write 4, or 4:firefighter,driver.`,
          command: 'callouts start',
        })
      return ask<CallOut>(
        given,
        output,
        'olena',
        (client) =>
          client.post('/v1/call-outs', {
            ...{ says: given.value('says') ?? '', teams: [...given.values('team')] },
            ...{ quotas: quotas as Json, ...textsOf(given, ['alert', 'mode']) },
            ...numbersOf(given, { for: 'forMinutes', repeat: 'repeatSeconds', widen: 'widenSeconds' }),
          }),
        lines,
      )
    },
  },
  {
    ...{ name: 'callouts answer', takes: 'CALL-OUT PERSON coming|cannot|arrived', needs: runs },
    does: 'Write down what somebody said by telephone or radio; every repeat to them ends',
    options: { minutes },
    example: 'tocsin callouts answer callout-1 olena-k coming --minutes 20',
    async run(given, output) {
      const [id, person, answer] = given.words
      if (id === undefined || person === undefined || answer === undefined)
        return refuse('server/usage', {
          ...{ why: 'Name a call-out, a person, and what they said.', command: 'callouts answer' },
        })
      return answered(given, output, id, { person, answer, ...numbersOf(given, { minutes: 'minutes' }) })
    },
  },
  {
    ...{ name: 'callouts stand-down', takes: 'CALL-OUT PERSON', needs: runs },
    does: 'Tell one person that they need not come, or may go home; their place is free again',
    async run(given, output) {
      const [id, person] = given.words
      if (id === undefined || person === undefined)
        return refuse('server/usage', {
          ...{ why: 'Name a call-out and a person.', command: 'callouts stand-down' },
        })
      return answered(given, output, id, { person, answer: 'stood-down' })
    },
  },
  about('close', {
    ...{ takes: 'CALL-OUT', needs: runs },
    does: 'End a call-out: nobody is asked any more, and whoever is on the way is stood down',
    run: (id) => ['post', `/v1/call-outs/${id}/close`],
  }),
]

function about(
  verb: string,
  {
    run,
    ...command
  }: Omit<Command, 'name' | 'run'> & { readonly run: (id: string) => readonly ['get' | 'post', string] },
): Command {
  const name = `callouts ${verb}`
  return {
    ...{ ...command, name },
    async run(given, output) {
      const [id] = given.words
      if (id === undefined) return refuse('server/usage', { why: 'Name a call-out.', command: name })
      const [method, path] = run(encodeURIComponent(id))
      return ask<CallOut>(
        given,
        output,
        'olena',
        (client) => (method === 'get' ? client.get(path) : client.post(path, {})),
        lines,
      )
    },
  }
}

function answered(given: Given, output: Parameters<Command['run']>[1], id: string, body: Json) {
  const path = `/v1/call-outs/${encodeURIComponent(id)}/answers`
  return ask<CallOut>(given, output, 'olena', (client) => client.post(path, body), lines)
}

/** `4:firefighter,driver`; undefined where it is none. */
function quotaOf(text: string): { readonly wanted: number; readonly skills: readonly string[] } | undefined {
  const found = /^(\d{1,3})(?::(.+))?$/.exec(text)
  if (found === null) return undefined
  const skills = (found[2] ?? '').split(',').map((one) => one.trim())
  return { wanted: Number(found[1]), skills: skills.filter((one) => one !== '') }
}

function textsOf(given: Given, names: readonly string[]): { readonly [name: string]: string } {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = given.value(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function numbersOf(
  given: Given,
  names: { readonly [option: string]: string },
): { readonly [name: string]: number } {
  return Object.fromEntries(
    Object.entries(names).flatMap(([option, name]) => {
      const value = given.value(option)
      return value === undefined ? [] : [[name, Number(value)]]
    }),
  )
}

const closings: { readonly [why: string]: string } = {
  'by-person': 'ended by hand',
  'time-over': 'its time is over',
  'alert-over': 'its alert is over',
}

function briefLine({ id, mode, says, openedAt, wanted, missing, asked, closed }: Brief): string {
  const state = closed === null ? `${missing} missing` : (closings[closed.why] ?? closed.why)
  return `  ${id}  ${mode}  ${openedAt}  ${wanted} wanted, ${state}, ${asked} asked: ${says}`
}

function lines(callOut: CallOut): readonly string[] {
  const { id, mode, says, until, closed, quotas, asked, circle, circles } = callOut
  const head =
    closed === null
      ? `asks until ${until}, circle ${circle + 1} of ${circles}`
      : `${closings[closed.why] ?? closed.why} at ${closed.at}`
  return [
    `${id} (${mode}): ${says}`,
    `  ${head}`,
    ...quotas.map(
      ({ skills, wanted, missing, by }) =>
        `  ${counted(wanted, 'place')}${skills.length === 0 ? '' : ` for ${skills.join(' and ')}`}: ${missing === 0 ? 'filled' : `${missing} missing`}${by.length === 0 ? '' : ` (${by.join(', ')})`}`,
    ),
    ...asked.map(({ person, name, askedAt, answers, sent }) => {
      const last = answers.at(-1)
      const said =
        last === undefined
          ? `silent since ${askedAt}`
          : `${last.answer}${last.arrivingAt === null ? '' : `, there at ${last.arrivingAt}`} (by ${last.over}, ${last.at})`
      const asks = sent.filter(({ say }) => say === 'ask')
      const over = [...new Set(asks.map(({ way, outcome }) => `${way} ${outcome}`))]
      return `  ${person}${name === null ? '' : ` ${name}`}: ${said}${over.length === 0 ? '' : `; asked over ${over.join(', ')}`}`
    }),
  ]
}
