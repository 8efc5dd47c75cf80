/** Cases over HTTP: what is being found out, by whom, what it rests on, what was learned; and the whole of one to take along. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { ok, refuse, type Result } from '#base'
import { casesStream, wordsOfCase, type Case, type CaseId } from '#cases'
import { sentenceOf, type Caller } from '#people'
import type { CaseDesk } from '../case-desk.ts'
import { caseOrders, type OrderParts } from '../case-orders.ts'
import {
  caseParams,
  caseRow,
  caseView,
  historyRow,
  lessonRow,
  openingBody,
  orderBody,
  rowOfCase,
  viewOfCase,
} from '../case-shapes.ts'
import type { CaseThings } from '../case-things.ts'
import { byCaller } from '../ordered-by.ts'
import type { Call, Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { System } from '../system.ts'

export interface CaseRouteParts extends Pick<OrderParts, 'protocols'> {
  readonly desk: CaseDesk
  readonly things: CaseThings
}

export function caseRoutes(
  routes: Routes,
  system: System,
  { desk, things, protocols }: CaseRouteParts,
): void {
  const { clock, particulars, people, areas } = system
  const orders = caseOrders(system, { desk, things, protocols })
  const nameOf = (id: string) => particulars.of(id as never)?.name ?? null
  const reads = { action: 'cases.read', tag: 'evidence' } as const
  const works = { action: 'cases.work', tag: 'evidence', needs: 'the-writer' } as const
  const readerOf = ({ person }: Caller) => ({ id: person.id, now: clock.now(), nameOf })
  /** What is about nobody’s area in particular is everybody’s who may read cases. */
  const theirs = (one: Case, allowed: Call<unknown, unknown, unknown>['allowed'], mode?: Case['mode']) =>
    allowed({
      ...(one.areas.length === 0 ? {} : { areas: one.areas }),
      ...(mode === undefined ? {} : { mode }),
    })
  const whole = async (one: Case, caller: Caller) => {
    const said = await desk.wordsOf(wordsOfCase(one))
    const seen = await Promise.all(
      [...one.things].map(
        async ([key, { thing }]) => [key, await things.see(thing, caller.permitted)] as const,
      ),
    )
    return viewOfCase(one, said, readerOf(caller), new Map(seen))
  }
  const found = async (
    id: string,
    allowed: Call<unknown, unknown, unknown>['allowed'],
  ): Promise<Result<Case>> => {
    const one = await desk.find(id)
    if (!one.ok) return one
    const may = theirs(one.value, allowed)
    return may.ok ? one : may
  }
  const historyOf = async (one: Case) => {
    const own = new Set(one.facts)
    const facts = await system.ledger.readStream(casesStream)
    return facts
      .filter(({ seq }) => own.has(seq))
      .map((fact) => ({
        ...{ seq: fact.seq, type: fact.type, at: fact.at, by: { id: fact.by, name: nameOf(fact.by) } },
        ...{ says: sentenceOf(fact, (id) => nameOf(id) ?? undefined), hash: fact.hash },
      }))
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/cases', ...reads },
      summary: 'The cases, the last changed first',
      answer: z.object({ cases: z.array(caseRow) }),
    },
    async ({ caller, allowed }) => {
      const all = (await desk.all()).filter((one) => theirs(one, allowed).ok)
      const said = await desk.wordsOf(all.map(({ title }) => title))
      return ok({ cases: all.map((one) => rowOfCase(one, said, readerOf(caller))) })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/cases/lessons', ...reads },
      summary: 'Lessons that are still to be done, of every case, the first due first',
      answer: z.object({ lessons: z.array(lessonRow) }),
    },
    async ({ allowed }) => {
      const open = (await desk.openLessons()).filter((each) => theirs(each.case, allowed).ok)
      const said = await desk.wordsOf(open.flatMap((each) => [each.case.title, each.lesson.text]))
      return ok({
        lessons: open.map(({ case: one, lesson, late }) => ({
          ...{ case: one.id, title: said.get(one.title) ?? null, lesson: lesson.id },
          ...{ text: said.get(lesson.text) ?? null, dueAt: lesson.dueAt, late, protocol: lesson.protocol },
          owner: { id: lesson.owner, name: nameOf(lesson.owner) },
        })),
      })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/cases/people', ...reads },
      summary: 'Who may work on cases here: owners, and those who are asked',
      answer: z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })) }),
    },
    () =>
      ok({
        people: people
          .whoMay({ action: 'cases.work' })
          .map(({ id }) => ({ id, name: nameOf(id) ?? id }))
          .toSorted((a, b) => a.name.localeCompare(b.name)),
      }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/cases', ...works, status: 201 },
      summary: 'Open a case',
      body: openingBody,
      answer: caseView,
    },
    async ({ body, caller, allowed }) => {
      const resolved = body.areas.length === 0 ? ok([]) : areas.resolve(body.areas)
      if (!resolved.ok) return resolved
      const codes: readonly AreaCode[] = resolved.value
      const may = allowed({ ...(codes.length === 0 ? {} : { areas: codes }), mode: system.config.mode })
      if (!may.ok) return may
      const owner = orders.known(body.owner ?? caller.person.id, { areas: codes }, 'body.owner')
      if (!owner.ok) return owner
      for (const thing of body.things) {
        const adds = await things.mayAdd(thing, caller.permitted)
        if (!adds.ok) return adds
      }
      const title = await desk.words(body.title, 'body.title')
      if (!title.ok) return title
      const by = byCaller(caller)
      const opening = { type: 'open', title: title.value, areas: codes, owner: owner.value } as const
      let opened = await desk.open(opening, by)
      for (const thing of body.things) {
        if (!opened.ok) return opened
        opened = await desk.order(opened.value.id, { type: 'gather', thing, why: null }, by)
      }
      return opened.ok ? ok(await whole(opened.value, caller)) : opened
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/cases/:id', ...reads, params: caseParams },
      summary: 'One case: what it gathers, its questions, findings and lessons',
      answer: caseView,
    },
    async ({ params, caller, allowed }) => {
      const one = await found(params.id, allowed)
      return one.ok ? ok(await whole(one.value, caller)) : one
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/cases/:id/orders', ...works, params: caseParams },
      summary: 'Gather, ask, answer, find, judge, learn, hand over, close',
      body: orderBody,
      answer: caseView,
    },
    async ({ params, body, caller, allowed }) => {
      const one = await desk.find(params.id)
      if (!one.ok) return one
      const may = theirs(one.value, allowed, one.value.mode)
      if (!may.ok) return may
      const command = await orders.commandOf(body, one.value, caller.permitted)
      if (!command.ok) return command
      const by = { ...byCaller(caller), readVersion: body.readVersion }
      const done = await desk.order(params.id as CaseId, command.value, by)
      return done.ok ? ok(await whole(done.value, caller)) : done
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/cases/:id/history', ...reads, params: caseParams },
      summary: 'What happened in a case, the oldest first, from the ledger',
      answer: z.object({ history: z.array(historyRow) }),
    },
    async ({ params, allowed }) => {
      const one = await found(params.id, allowed)
      return one.ok ? ok({ history: await historyOf(one.value) }) : one
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/cases/:id/export', ...reads, params: caseParams, sensitive: 'a case' },
      summary: 'One case as its reader may see it, with its facts and their hashes, to take along',
      answer: z.object({
        ...{ case: caseView, history: z.array(historyRow), at: instantOut },
        head: z.object({ seq: z.int(), hash: z.string() }).describe('Of the ledger then'),
      }),
    },
    async ({ params, caller, allowed }) => {
      const one = await found(params.id, allowed)
      if (!one.ok) return one
      const head = await system.ledger.head()
      if (head === undefined) return refuse('cases/unknown-case', { case: params.id })
      const taken = { at: clock.now(), head: { seq: head.seq, hash: head.hash } }
      return ok({ case: await whole(one.value, caller), history: await historyOf(one.value), ...taken })
    },
  )
}
