/** `tocsin cases …`: what is being found out, from the first question to the lesson that is done. */
import { writeFileSync } from 'node:fs'
import { ok, refuse, type Json, type Result } from '#base'
import { ask } from '../ask.ts'
import type { Client } from '../client.http.ts'
import type { Command, Given } from '../command.ts'
import { sayTime } from '../say-time.ts'

interface Hand {
  readonly id: string
  readonly name: string | null
}
interface Row {
  readonly id: string
  readonly title: string | null
  readonly state: string
  readonly owner: Hand
  readonly changedAt: string
  readonly questions: { readonly open: number; readonly all: number }
  readonly findings: { readonly alone: number; readonly disputed: number; readonly agreed: number }
  readonly lessons: { readonly open: number; readonly late: number; readonly all: number }
}
interface Whole extends Row {
  readonly things: readonly { readonly thing: Thing; readonly sight: string }[]
  readonly questionList: readonly {
    readonly id: string
    readonly text: string | null
    readonly state: string
    readonly of: Hand | null
    readonly ended: { readonly text: string | null } | null
  }[]
  readonly findingList: readonly {
    readonly id: string
    readonly text: string | null
    readonly likelihood: string
    readonly confidence: string
    readonly standing: string
  }[]
  readonly lessonList: readonly {
    readonly id: string
    readonly text: string | null
    readonly owner: Hand
    readonly dueAt: string
    readonly state: string
    readonly late: string
  }[]
}
interface Thing {
  readonly kind: string
  readonly id: string
}

const why = { why: { takes: 'TEXT', means: 'Why', needed: 'needed' } } as const
const by = {
  by: { takes: 'KIND:ID', means: 'What it rests on, as alert:ID; it must be in the case', many: 'many' },
} as const

export const commands: readonly Command[] = [
  asking<{ cases: readonly Row[] }>('list', {
    does: 'List the cases, the last changed first',
    needs: 'cases.read',
    call: (client) => client.get('/v1/cases'),
    lines: ({ cases }) => (cases.length === 0 ? ['There is no case.'] : cases.map(rowLine)),
  }),
  asking<Whole>('show', {
    takes: 'CASE',
    does: 'Show one case: what it gathers, its questions, findings and lessons',
    needs: 'cases.read',
    call: (client, _, [id]) => client.get(`/v1/cases/${id}`),
    lines: wholeLines,
  }),
  asking<Whole>('open', {
    takes: 'TITLE',
    does: 'Open a case',
    needs: 'cases.work',
    options: {
      area: { takes: 'AREA', means: 'Where it is about; everywhere when left out', many: 'many' },
      owner: { takes: 'PERSON', means: 'Who has it (default: you)' },
      with: { takes: 'KIND:ID', means: 'What it gathers, as alert:ID or occurrence:ID', many: 'many' },
    },
    example: 'tocsin cases open "Why the siren of Zadonsk stayed silent" --with alert:alert-01',
    call: (client, given, [, title]) =>
      client.post('/v1/cases', {
        ...{ title: title ?? '', areas: [...given.values('area')] },
        things: given.values('with').map(thingIn),
        ...only('owner', given.value('owner')),
      }),
    lines: wholeLines,
  }),
  ordering('add', 'CASE KIND:ID', 'Add an alert, a claim, damage, a site, a call-out or a checklist', {
    options: { why: { takes: 'TEXT', means: 'Why it belongs there' } },
    order: (given, word) => ({ type: 'gather', thing: thingIn(word), ...only('why', given.value('why')) }),
  }),
  ordering('ask', 'CASE QUESTION', 'Ask a question that is to be answered before the case is closed', {
    options: { of: { takes: 'PERSON', means: 'Who is to find the answer' } },
    order: (given, text) => ({ type: 'ask', text, ...only('of', given.value('of')) }),
  }),
  ordering('answer', 'CASE QUESTION-ID', 'Answer a question', {
    options: { text: { takes: 'TEXT', means: 'The answer', needed: 'needed' }, ...by },
    order: (given, question) => ({
      ...{ type: 'answer', question, text: given.value('text') ?? '' },
      restsOn: given.values('by').map(thingIn),
    }),
  }),
  ordering('find', 'CASE FINDING', 'Say what was found; a second person has to read it', {
    options: {
      ...by,
      likelihood: { takes: 'WORD', means: 'As likely, very-likely, almost-certain', needed: 'needed' },
      confidence: { takes: 'WORD', means: 'low, moderate or high', needed: 'needed' },
      instead: { takes: 'FINDING-ID', means: 'The finding that it says better' },
    },
    order: (given, text) => ({
      ...{ type: 'find', text, restsOn: given.values('by').map(thingIn) },
      ...{ likelihood: given.value('likelihood') ?? '', confidence: given.value('confidence') ?? '' },
      ...only('supersedes', given.value('instead')),
    }),
  }),
  ordering('judge', 'CASE FINDING-ID', 'Agree with what somebody else found, or say why not', {
    options: {
      disagree: { means: 'You do not agree; say why' },
      why: { takes: 'TEXT', means: 'Why' },
    },
    order: (given, finding) => ({
      ...{ type: 'judge', finding, agrees: given.has('disagree') ? 'no' : 'yes' },
      ...only('why', given.value('why')),
    }),
  }),
  ordering('learn', 'CASE LESSON', 'Draw a lesson: a task with an owner and a day', {
    options: {
      owner: { takes: 'PERSON', means: 'Who does it', needed: 'needed' },
      due: { takes: 'TIME', means: 'By when, RFC 3339', needed: 'needed' },
      protocol: { takes: 'PROTOCOL', means: 'The protocol that is to be changed' },
    },
    order: (given, text) => ({
      ...{ type: 'learn', text, owner: given.value('owner') ?? '', dueAt: given.value('due') ?? '' },
      ...only('protocol', given.value('protocol')),
    }),
  }),
  ordering('finish', 'CASE LESSON-ID', 'Say that a lesson is done, and what came of it', {
    options: {
      text: { takes: 'TEXT', means: 'What came of it', needed: 'needed' },
      version: { takes: 'N', means: 'Of its protocol: the version that has it' },
    },
    order: (given, lesson) => ({
      ...{ type: 'finish-lesson', lesson, text: given.value('text') ?? '' },
      ...(given.value('version') === undefined ? {} : { protocolVersion: Number(given.value('version')) }),
    }),
  }),
  ordering('drop', 'CASE QUESTION-ID', 'Let a question go, and say why', {
    options: why,
    order: (given, question) => ({ type: 'drop-question', question, why: given.value('why') ?? '' }),
  }),
  asking<Whole>('close', {
    takes: 'CASE',
    does: 'Close a case whose questions are answered and whose findings were read',
    needs: 'cases.work',
    options: { why: { takes: 'TEXT', means: 'Why nothing was learned, where nothing was' } },
    call: (client, given, [id]) =>
      client.post(`/v1/cases/${id}/orders`, { type: 'close', ...only('why', given.value('why')) }),
    lines: wholeLines,
  }),
  {
    name: 'cases export',
    takes: 'CASE FILE',
    does: 'Write a case into a file, with its facts and their hashes',
    needs: 'cases.read',
    run(given, output) {
      const [id = '', file] = given.words
      if (file === undefined) return Promise.resolve(usage('export', 'CASE FILE'))
      return ask<Json>(
        given,
        output,
        'olena',
        async (client) => {
          const got = await client.get(`/v1/cases/${encodeURIComponent(id)}/export`)
          if (!got.ok) return got
          writeFileSync(file, `${JSON.stringify(got.value, null, 2)}\n`)
          return ok(got.value as Json)
        },
        () => [`Written to ${file}.`],
      )
    },
  },
]

interface Asking<Answer> {
  readonly takes?: string
  readonly does: string
  readonly needs: 'cases.read' | 'cases.work'
  readonly options?: NonNullable<Command['options']>
  readonly example?: string
  /** The first word as it stands in a path, then all as they were given. */
  call(client: Client, given: Given, words: readonly string[]): Promise<Result<Answer>>
  lines(answer: Answer): readonly string[]
}

function asking<Answer>(verb: string, { call, lines, ...more }: Asking<Answer>): Command {
  return {
    name: `cases ${verb}`,
    ...more,
    async run(given, output) {
      const wanted = more.takes?.split(' ').length ?? 0
      if (given.words.length < wanted) return usage(verb, more.takes ?? '')
      const words = [encodeURIComponent(given.words[0] ?? ''), ...given.words]
      return ask<Answer>(given, output, 'olena', (client) => call(client, given, words), lines)
    },
  }
}

/** An order of a case that exists; its second word is what it is about. */
function ordering(
  verb: string,
  takes: string,
  does: string,
  {
    order,
    options,
  }: {
    readonly options: NonNullable<Command['options']>
    readonly order: (given: Given, word: string) => Json
  },
): Command {
  return asking<Whole>(verb, {
    ...{ takes, does, needs: 'cases.work', options, lines: wholeLines },
    call: (client, given, [id, , word = '']) => client.post(`/v1/cases/${id}/orders`, order(given, word)),
  })
}

function usage(verb: string, takes: string): Result<never> {
  return refuse('server/usage', { why: `It takes ${takes}.`, command: `cases ${verb}` })
}

function thingIn(word: string): { readonly kind: string; readonly id: string } {
  const colon = word.indexOf(':')
  return { kind: word.slice(0, Math.max(0, colon)), id: word.slice(colon + 1) }
}

function only(name: string, value: string | undefined): { readonly [name: string]: string } {
  return value === undefined ? {} : { [name]: value }
}

function rowLine({ id, title, state, owner, questions, findings, lessons }: Row): string {
  const late = lessons.late === 0 ? '' : `, ${lessons.late} late`
  return `  ${title ?? '(erased)'}: ${state}, ${owner.name ?? owner.id}; questions open ${questions.open} of ${questions.all}, findings ${findings.agreed} agreed, ${findings.alone} unread, ${findings.disputed} disputed, lessons open ${lessons.open}${late}\n        ${id}`
}

function wholeLines(one: Whole): readonly string[] {
  return [
    rowLine(one),
    ...one.things.map(
      ({ thing, sight }) => `  ${thing.kind}:${thing.id}${sight === 'shown' ? '' : ` (${sight})`}`,
    ),
    ...one.questionList.map(
      ({ id, text, state, of, ended }) =>
        `  ? ${text ?? '(erased)'} [${state}${of === null ? '' : `, ${of.name ?? of.id}`}]${ended === null ? '' : ` ${ended.text ?? '(erased)'}`}\n        ${id}`,
    ),
    ...one.findingList.map(
      ({ id, text, likelihood, confidence, standing }) =>
        `  ! ${text ?? '(erased)'} [${likelihood}, confidence ${confidence}, ${standing}]\n        ${id}`,
    ),
    ...one.lessonList.map(
      ({ id, text, owner, dueAt, state, late }) =>
        `  > ${text ?? '(erased)'} [${late === 'yes' ? 'LATE' : state}, ${owner.name ?? owner.id}, due ${sayTime(dueAt)}]\n        ${id}`,
    ),
  ]
}
