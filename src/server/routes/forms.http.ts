/** Assessment forms over HTTP: taking them in with every fault at its place, and what the assessor’s page sends and reads. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { ok, refuse, type Json, type Mode, type Result } from '#base'
import { readAnswers, type FormId, type FormRecord, type RecordId, type SubmissionId } from '#damage'
import { may } from '#people'
import { photoTypes } from '#reports'
import type { FormBook } from '../form-book.ts'
import type { FormDesk } from '../form-desk.ts'
import { formGround, listedAreas } from '../form-ground.ts'
import {
  formFault,
  formId,
  formText,
  formView,
  recordParams,
  recordViews,
  recordView,
  settleBody,
  submissionId,
  submitBody,
  viewOfForm,
} from '../form-shapes.ts'
import { byCaller } from '../ordered-by.ts'
import type { Call, Routes } from '../route.http.ts'
import { names } from '../schemas.ts'
import type { System } from '../system.ts'

/** Bytes. */
const largestPhoto = 8 * 1024 * 1024

export interface FormParts {
  readonly book: FormBook
  readonly desk: FormDesk
}

type Asking = Pick<Call<unknown, unknown, unknown>, 'caller' | 'allowed'>

export function formRoutes(routes: Routes, system: System, { book, desk }: FormParts): void {
  const { authority } = system
  const views = recordViews(system, desk)
  const read = async ({ text }: z.output<typeof formText>) => {
    // Loaded with the first file: nothing that warns needs it.
    const { readFormFile } = await import('../../damage/form/form-yaml.node.ts')
    return readFormFile(text, authority.languages)
  }
  const shown = async (record: FormRecord) => {
    const state = await desk.state()
    return views.recordOf(state, record, async (id) => {
      const { form, version } = state.submissions.get(id)!
      return (await book.get(form, version))?.form
    })
  }
  const contains = (outer: string, inner: string) =>
    system.areas.hierarchy().contains(outer as AreaCode, inner as AreaCode)
  /** One’s own, and others’ where one may judge damage: a record says where exactly. */
  const mayRead = async (record: FormRecord, { caller }: Pick<Asking, 'caller'>): Promise<boolean> => {
    const { submissions } = await desk.state()
    const those = [record.current, ...record.contested].map((id) => submissions.get(id)!)
    const deed = { action: 'damage.judge', areas: those.map(({ area }) => area) } as const
    return those.every(({ by }) => by === caller.person.id) || may(caller.permitted, deed, contains).ok
  }
  const found = async (id: string, asking: Asking): Promise<Result<FormRecord>> => {
    const record = (await desk.state()).records.get(id as RecordId)
    return record === undefined || !(await mayRead(record, asking))
      ? refuse('damage/unknown-record', { record: id })
      : ok(record)
  }

  const forms = { action: 'damage.read', tag: 'reports' } as const
  routes.add(
    {
      ...{ ...forms, method: 'GET', url: '/v1/forms' },
      summary: 'The assessment forms, each in its newest version, and the areas that they let choose from',
      answer: z.object({
        forms: z.array(formView),
        areas: z.array(z.object({ code: z.string(), names })),
        languages: z.array(z.string()),
      }),
    },
    async () =>
      ok({
        ...{ forms: (await book.newest()).map(viewOfForm), areas: [...listedAreas(system)] },
        languages: [...authority.languages],
      }),
  )
  routes.add(
    {
      ...{ ...forms, method: 'GET', url: '/v1/forms/:id', params: z.object({ id: formId }) },
      query: z.object({ version: z.coerce.number().int().min(1).optional() }),
      summary: 'One form and its file; the newest version, or the one asked for',
      answer: z.object({ form: formView, yaml: z.string() }),
    },
    async ({ params: { id }, query: { version } }) => {
      const kept = await book.get(id, version)
      if (kept === undefined) return refuse('damage/unknown-form', { form: id })
      const { formYaml } = await import('../../damage/form/form-yaml.node.ts')
      return ok({ form: viewOfForm(kept), yaml: formYaml(kept.form) })
    },
  )
  routes.add(
    {
      ...{ ...forms, method: 'POST', url: '/v1/forms/check' },
      summary: 'What is wrong with a form, each fault with its line and column; it is not taken in',
      ...{ body: formText, bodyLimit: 1024 * 1024, mostAtOnce: 4 },
      answer: z.object({ faults: z.array(formFault), form: z.string().nullable() }),
    },
    async ({ body }) => {
      const it = await read(body)
      return 'form' in it ? ok({ faults: [], form: it.form.id }) : ok({ faults: [...it.faults], form: null })
    },
  )
  const manage = { action: 'texts.manage', tag: 'set-up', needs: 'the-writer' } as const
  routes.add(
    {
      ...{ ...manage, method: 'PUT', url: '/v1/forms/:id', proof: 'fresh' },
      summary: 'Take a form in; what was begun with an older version is still taken',
      ...{ params: z.object({ id: formId }), body: formText, bodyLimit: 1024 * 1024, mostAtOnce: 4 },
      answer: z.object({ form: formView }),
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const theirs = allowed({ areas: authority.areas })
      if (!theirs.ok) return theirs
      const it = await read(body)
      if ('faults' in it) {
        const [first] = it.faults
        return refuse('damage/form-malformed', {
          ...{ at: first!.at, line: first!.line, why: first!.says, faults: it.faults as unknown as Json },
        })
      }
      if (it.form.id !== id) return refuse('damage/other-form', { form: it.form.id })
      const put = await book.put(it.form, byCaller(caller))
      return put.ok ? ok({ form: viewOfForm(put.value) }) : put
    },
  )
  routes.add(
    {
      ...{ ...manage, method: 'DELETE', url: '/v1/forms/:id', params: z.object({ id: formId }) },
      summary: 'Let nobody begin with a form any more; its versions stay',
      answer: z.object({ form: formView }),
    },
    async ({ params: { id }, caller, allowed }) => {
      const theirs = allowed({ areas: authority.areas })
      if (!theirs.ok) return theirs
      const retired = await book.retire(id as FormId, byCaller(caller))
      return retired.ok ? ok({ form: viewOfForm(retired.value) }) : retired
    },
  )

  const note = { action: 'damage.note', tag: 'reports' } as const
  const mayIn =
    ({ allowed }: Asking) =>
    (area: AreaCode, mode: Mode) =>
      allowed({ areas: [area], mode })
  routes.add(
    {
      ...{ ...note, method: 'POST', url: '/v1/form-records', needs: 'the-writer', status: 201 },
      ...{ body: submitBody, summary: 'Send a filled form; sent again under its id it is one' },
      answer: z.object({ outcome: z.enum(['taken', 'repeated', 'contested']), record: recordView }),
    },
    async (call) => {
      const { body, caller } = call
      const kept = await book.get(body.form, body.version)
      if (kept === undefined) return refuse('damage/unknown-form', { at: 'body.form', form: body.form })
      const answers = readAnswers(kept.form, body.answers, formGround(system))
      if (!answers.ok) return answers
      const { submission, replaces, ifChanged } = body
      const taken = await desk.submit(
        {
          ...{ form: kept.form, answers: answers.value, ifChanged, authority: caller.permitted.authority },
          ...{ submission: submission as SubmissionId, replaces: replaces as SubmissionId | null },
        },
        byCaller(caller),
        mayIn(call),
      )
      if (!taken.ok && taken.problem.code === 'damage/record-changed') {
        const theirs = (await desk.state()).records.get(taken.problem.details['record'] as RecordId)
        const details = theirs === undefined ? {} : { theirs: (await shown(theirs)) as unknown as Json }
        return refuse('damage/record-changed', { ...taken.problem.details, ...details })
      }
      if (!taken.ok) return taken
      return ok({ outcome: taken.value.outcome, record: await shown(taken.value.record) })
    },
  )
  routes.add(
    {
      ...{ ...note, method: 'GET', url: '/v1/form-records', sensitive: 'damage-points' },
      query: z.object({
        which: z.enum(['all', 'contested']).default('all'),
        after: z.string().max(100).default('').describe('The last id of the page before'),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
      summary: 'Filled forms that hold, one’s own or those of one’s areas, the newest first',
      answer: z.object({ records: z.array(recordView), count: z.int() }),
    },
    async ({ query: { which, after, limit }, caller }) => {
      const { records } = await desk.state()
      const theirs: FormRecord[] = []
      for (const record of [...records.values()].toReversed())
        if (record.into === null && (which === 'all' || record.contested.length > 0))
          if (await mayRead(record, { caller })) theirs.push(record)
      const from = after === '' ? 0 : theirs.findIndex(({ id }) => id === after) + 1
      const page = theirs.slice(from, from + limit)
      return ok({ count: theirs.length, records: await Promise.all(page.map(shown)) })
    },
  )
  routes.add(
    {
      ...{ ...note, method: 'GET', url: '/v1/form-records/:record', sensitive: 'damage-points' },
      ...{ params: recordParams, summary: 'One filled form, and what stands against it', answer: recordView },
    },
    async (call) => {
      const record = await found(call.params.record, call)
      return record.ok ? ok(await shown(record.value)) : record
    },
  )
  routes.add(
    {
      ...{ ...note, method: 'POST', url: '/v1/form-records/:record/settle', needs: 'the-writer' },
      ...{ params: recordParams, body: settleBody, answer: recordView },
      summary: 'Choose which of two sides holds; the other stays written down',
    },
    async (call) => {
      const { params, body, caller } = call
      const record = await found(params.record, call)
      if (!record.ok) return record
      const { submissions } = await desk.state()
      for (const one of [record.value.current, ...record.value.contested]) {
        const theirs = mayIn(call)(submissions.get(one)!.area, record.value.mode)
        if (!theirs.ok) return theirs
      }
      const settled = await desk.settle(
        ...([record.value.id, body.keep as SubmissionId, body.readRevision, byCaller(caller)] as const),
      )
      return settled.ok ? ok(await shown(settled.value)) : settled
    },
  )
  const photoParams = z.object({ submission: submissionId, name: z.string().min(1).max(120) })
  routes.add(
    {
      ...{ ...note, method: 'PUT', url: '/v1/form-submissions/:submission/photos/:name' },
      ...{ params: photoParams, takes: [...photoTypes, 'application/octet-stream'], needs: 'the-writer' },
      ...{ bodyLimit: largestPhoto, mostAtOnce: 8, status: 204, answer: 'text/plain' },
      summary: 'Send a photo that a filled form names; of what is sent only the picture is kept',
    },
    async ({ params: { submission, name }, body, caller }) => {
      if (!((body as unknown) instanceof Uint8Array))
        return refuse('server/invalid-request', { at: 'body', why: 'it is no photo' })
      const { submissions } = await desk.state()
      const held = submissions.get(submission as SubmissionId)
      // Whoever filled it in sends its photos.
      if (held === undefined || held.by !== caller.person.id)
        return refuse('damage/unknown-submission', { submission })
      return desk.photo(held.submission, name, body as unknown as Uint8Array, byCaller(caller))
    },
  )
  routes.add(
    {
      ...{ ...note, method: 'GET', url: '/v1/form-records/:record/photos/:photo' },
      params: z.object({ record: submissionId, photo: z.string().regex(/^[0-9a-f]{64}$/) }),
      ...{ summary: 'A photo of a filled form', answer: 'image/jpeg', sensitive: 'damage-points' },
    },
    async (call) => {
      const { record: id, photo } = call.params
      const record = await found(id, call)
      if (!record.ok) return record
      const { submissions } = await desk.state()
      const names = [...submissions.values()].some(
        (one) =>
          one.record === record.value.id &&
          [...one.photos.values()].some((is) => 'photo' in is && is.photo === photo),
      )
      const picture = names ? await desk.photoOf(photo) : undefined
      if (picture === undefined) return refuse('damage/no-such-photo')
      return call.reply
        .header('content-type', picture.type)
        .header('content-disposition', 'inline')
        .header('cache-control', 'no-store')
        .send(Buffer.from(picture.bytes))
    },
  )
}
