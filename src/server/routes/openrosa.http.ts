/**
 * OpenRosa 1.0 for ODK Collect and its kin: the list of forms, the forms, and taking what was filled in. A key is their password
 * (HTTP Basic, over TLS alone). What goes wrong is said in their own kind of document, because they show nothing else.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Problem } from '#base'
import { answersIn, headOf, readAnswers, type XmlPart } from '#damage'
import { formGround } from '../form-ground.ts'
import { md5Of } from '../openrosa-hash.node.ts'
import { emptyManifest, formListOf, saidOf, versionIn, xformHere } from '../openrosa-documents.ts'
import { readSubmission } from '../openrosa-reading.ts'
import { byCaller } from '../ordered-by.ts'
import { sendProblem } from '../problem-document.http.ts'
import { problemWordsFor } from '../problem-languages.ts'
import { explain } from '../problems.ts'
import type { Routes } from '../route.http.ts'
import { needsHttps } from '../session-cookie.http.ts'
import type { System } from '../system.ts'
import type { FormParts } from './forms.http.ts'

/** Bytes of one request; a client splits what is more. */
const mostBytes = 10 * 1024 * 1024
/** Its document and the dividers come on top. */
const bodyLimit = mostBytes + 512 * 1024
const submissionPath = '/openrosa/submission'

const asked = z.object({
  formID: z.string().max(100).optional(),
  verbose: z.string().max(10).optional(),
  listAllVersions: z.string().max(10).optional(),
  deviceID: z.string().max(200).optional(),
})
const note = { action: 'damage.note', tag: 'reports', proves: 'basic-too' } as const

export function openRosaRoutes(
  routes: Routes,
  system: System,
  { book, desk, publicUrl }: FormParts & { readonly publicUrl: () => string },
): void {
  const listed = async (id?: string) => {
    const kept = (await book.newest()).filter(
      ({ state, form }) => state === 'in-use' && form.id === (id ?? form.id),
    )
    return Promise.all(kept.map(async ({ form }) => ({ form, ...(await written(form)) })))
  }
  const written = async (form: Parameters<typeof xformHere>[0]) => {
    const { version, document } = xformHere(form, system)
    const text = await xmlText(document)
    return { version, text, md5: md5Of(text) }
  }

  routes.add(
    {
      ...{ ...note, method: 'GET', url: '/openrosa/formList', query: asked, answer: 'text/xml' },
      summary: 'The forms, as ODK Collect lists them (OpenRosa Form List API)',
    },
    async ({ query, request, reply }) => {
      const base = addressAsked(request, publicUrl())
      const forms = (await listed(query.formID)).map((one) => ({
        ...one,
        url: `${base}/openrosa/forms/${one.form.id}`,
      }))
      return send(reply, formListOf(forms))
    },
  )
  const params = z.object({ id: z.string().max(100) })
  routes.add(
    {
      ...{ ...note, method: 'GET', url: '/openrosa/forms/:id', params, query: asked, answer: 'text/xml' },
      summary: 'A form, as ODK Collect fills it in (ODK XForms)',
    },
    async ({ params: { id }, reply }) => {
      const [one] = await listed(id)
      if (one === undefined) return refuseTo(reply, { code: 'damage/unknown-form', details: { form: id } })
      return openRosa(reply).send(one.text)
    },
  )
  routes.add(
    {
      ...{
        ...note,
        method: 'GET',
        url: '/openrosa/forms/:id/manifest',
        params,
        query: asked,
        answer: 'text/xml',
      },
      summary: 'The files that a form brings along: none',
    },
    ({ reply }) => send(reply, emptyManifest),
  )
  routes.add(
    {
      // A client asks with HEAD, which is answered wherever GET is.
      ...{ ...note, method: 'GET', url: submissionPath, query: asked, status: 204, answer: 'text/xml' },
      summary: 'Where to send what was filled in, and how much at once',
    },
    ({ request, reply }) =>
      openRosa(reply)
        .code(204)
        .header('location', `${addressAsked(request, publicUrl())}${submissionPath}`)
        .header('x-openrosa-accept-content-length', String(mostBytes))
        .send(),
  )
  routes.add(
    {
      ...{ ...note, method: 'POST', url: submissionPath, query: asked, status: 201, answer: 'text/xml' },
      ...{ takes: ['multipart/form-data'], bodyLimit, mostAtOnce: 8, needs: 'the-writer' },
      summary:
        'Take what was filled in, whole or in parts; sent again it is one (OpenRosa Form Submission API)',
    },
    async ({ body, request, reply, caller, allowed }) => {
      const read = await readSubmission(body, request.headers['content-type'])
      if (!read.ok) return refuseTo(reply, read.problem)
      const { root, files, more } = read.value
      const head = headOf(root)
      if (!head.ok) return refuseTo(reply, head.problem)
      const { form: id, version, submission, replaces } = head.value
      const kept = await book.get(id, versionIn(version))
      if (kept === undefined)
        return refuseTo(reply, { code: 'damage/unknown-form', details: { form: id.slice(0, 100) } })
      const answers = readAnswers(kept.form, answersIn(root, kept.form), formGround(system))
      if (!answers.ok) return refuseTo(reply, answers.problem)
      const by = byCaller(caller)
      const taken = await desk.submit(
        {
          ...{ form: kept.form, submission, replaces, answers: answers.value },
          // A phone that is not asked keeps nothing to ask about: both sides wait here.
          ...{ ifChanged: 'keep-both', authority: caller.permitted.authority },
        },
        by,
        (area, mode) => allowed({ areas: [area], mode }),
      )
      if (!taken.ok) return refuseTo(reply, taken.problem)
      const photoNames = new Set(Object.values(answers.value).filter((one) => typeof one === 'string'))
      const doubts: Problem[] = []
      for (const { name, bytes } of files) {
        // What else a client sends along (a log of keys pressed) is none of our business.
        if (!photoNames.has(name)) continue
        const done = await desk.photo(submission, name, bytes, by)
        if (done.ok) continue
        // A picture that can't be read will be none the next time either; the phone must not send it for ever.
        if (done.problem.code.startsWith('reports/photo-')) doubts.push(done.problem)
        else return refuseTo(reply, done.problem)
      }
      const words = await problemWordsFor(request.headers['accept-language'])
      const said = [
        sentences[more === 'come' ? 'part' : taken.value.outcome],
        ...doubts.map((problem) => `A photo was not kept: ${explain(problem, words).detail}`),
      ]
      return send(openRosa(reply).code(201), saidOf(said.join(' '), 'submit_success'))
    },
  )
}

/** Shown by the client, which says it in no other language. */
const sentences = {
  part: 'Part of it is here; the rest is awaited.',
  taken: 'Taken.',
  repeated: 'Here already; nothing was doubled.',
  contested: 'Taken. Somebody changed this record meanwhile: both sides wait for a person to choose.',
}

/** The address by which the client came: what it is sent on to must have the same host, and never less of TLS. */
function addressAsked(request: FastifyRequest, publicUrl: string): string {
  const { host } = request.headers
  if (host === undefined || URL.parse(publicUrl)?.host === host.toLowerCase()) return publicUrl
  return `${needsHttps(request, publicUrl) === undefined && request.protocol === 'https' ? 'https' : request.protocol}://${host}`
}

function openRosa(reply: FastifyReply): FastifyReply {
  return reply
    .header('content-type', 'text/xml; charset=utf-8')
    .header('x-openrosa-version', '1.0')
    .header('cache-control', 'no-store')
}

async function xmlText(document: XmlPart): Promise<string> {
  const { writeXml } = await import('#cap/reader')
  const text = writeXml(document)
  if (!text.ok) throw new Error(`a character that XML doesn’t have, at ${text.problem.at}`)
  return text.value
}

async function send(reply: FastifyReply, document: XmlPart): Promise<FastifyReply> {
  return openRosa(reply).send(await xmlText(document))
}

/** As every other route says it, to whoever speaks no OpenRosa: all its clients say that they do. */
async function refuseTo(reply: FastifyReply, problem: Problem): Promise<FastifyReply> {
  if (reply.request.headers['x-openrosa-version'] === undefined) return sendProblem(reply, problem)
  const words = await problemWordsFor(reply.request.headers['accept-language'])
  const { kind, detail, advice } = explain(problem, words)
  return send(reply.code(kind.status), saidOf(`${detail} ${advice}`, 'submit_error'))
}
