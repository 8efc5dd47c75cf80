/** The page of one person for one call-out, behind a link of their own or where they are signed in; it works without a script. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { between, minute, plus, refuse, sha256, type Instant, type PersonId } from '#base'
import { answerOf, longestWayMinutes, type CallOut } from '#response'
import { compactStyle } from '../../web/assets.node.ts'
import { scriptMaker } from '../../web/script-files.node.ts'
import type { CallOuts } from '../callout-open.node.ts'
import { callPage, myCallsPage } from '../callout-page.ts'
import { staffLanguage } from '../people-pages.http.ts'
import type { Routes } from '../route.http.ts'
import { signedIn } from '../signed-in.ts'
import type { System } from '../system.ts'

const formType = 'application/x-www-form-urlencoded'
const page = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  vary: 'accept-language',
}

export function callOutPageRoutes(routes: Routes, system: System, callOuts: CallOuts): void {
  const { clock, config, authority } = system
  const { desk, teams } = callOuts
  const css = compactStyle(readFileSync(new URL('../../response/assets/call.css', import.meta.url), 'utf8'))
  const file = `call-${sha256(css).slice(0, 10)}.css`
  const style = `/call-style/${file}`
  const scripts = new Map<string, string>()
  const script = scriptMaker(({ name, text }) => {
    const path = `/call-script/${name}-${sha256(text).slice(0, 10)}.js`
    scripts.set(path, text)
    return path
  })(new URL('../../response/device.dom.ts', import.meta.url))
  const token = z.object({ token: z.string().min(1).max(300) })
  const pageOf = async (
    { callOut, person }: { readonly callOut: CallOut; readonly person: PersonId },
    language: string,
  ) => {
    const asked = callOut.asked.find((one) => one.person === person)
    return callPage({
      ...{ mode: callOut.mode, style, says: await desk.says(callOut.id), until: callOut.until },
      ...{ timeZone: authority.timeZone, answer: asked === undefined ? undefined : answerOf(asked) },
      ...{ state: callOut.closed === null ? 'open' : 'over' },
      language: teams.responder(person)?.language ?? language,
    })
  }
  routes.add(
    {
      ...{ method: 'GET', url: '/call-style/:file', action: 'public', tag: 'public', answer: 'text/css' },
      ...{
        params: z.object({ file: z.string().max(100) }),
        summary: 'The style of the page of whoever is called',
      },
    },
    ({ params: { file: asked }, reply }) =>
      asked === file
        ? reply
            .header('content-type', 'text/css; charset=utf-8')
            .header('cache-control', 'public, max-age=31536000, immutable')
            .send(css)
        : refuse('server/unknown-path', { method: 'GET', path: asked }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/call-script/:file', action: 'public', tag: 'public' },
      ...{ answer: 'text/javascript', params: z.object({ file: z.string().max(100) }) },
      summary: 'The script by which somebody is called on their own device',
    },
    ({ params: { file: asked }, reply }) => {
      const text = scripts.get(`/call-script/${asked}`)
      return text === undefined
        ? refuse('server/unknown-path', { method: 'GET', path: asked })
        : reply
            .header('content-type', 'text/javascript; charset=utf-8')
            .header('cache-control', 'public, max-age=31536000, immutable')
            .send(text)
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/call/:token', action: 'public', tag: 'public', params: token },
      ...{ summary: 'The page of one person for one call-out', answer: 'text/html' },
    },
    async ({ params: { token: secret }, request, reply }) => {
      const found = callOuts.found(secret)
      if (found === undefined) return refuse('response/bad-link')
      return reply.headers(page).send(await pageOf(found, staffLanguage(request)))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/call/:token', action: 'public', tag: 'public', params: token },
      ...{
        takes: [formType],
        bodyLimit: 2_048,
        needs: 'the-writer',
        mostAtOnce: 100,
        answer: 'text/html',
      },
      summary: 'That person answers',
    },
    async ({ params: { token: secret }, body, request, reply }) => {
      const found = callOuts.found(secret)
      if (found === undefined) return refuse('response/bad-link')
      const form = body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : ''
      const fields = new URLSearchParams(form)
      const said = /^(?:(coming)(?: (\d{1,3}))?|cannot|arrived)$/.exec(fields.get('say') ?? '')
      // A button of the notification, not of the page.
      const over = fields.get('over') === 'push' ? 'push' : 'page'
      if (said === null) return refuse('server/invalid-request', { at: 'say', why: 'it is no answer' })
      const { callOut, person } = found
      const way = said[2] === undefined ? null : Math.min(Number(said[2]), longestWayMinutes)
      const arrivingAt = way === null ? null : plus(clock.now(), way * minute)
      const answering = { person, answer: (said[1] ?? said[0]) as 'coming' | 'cannot' | 'arrived' }
      const done = await desk.answer(callOut.id, { ...answering, over, arrivingAt }, person)
      // Over meanwhile, the page says so itself. Sent again by a reload, the same answer changes nothing.
      if (!done.ok && done.problem.code !== 'response/call-out-over') return done
      const now = done.ok ? done.value : (desk.get(callOut.id) ?? callOut)
      return reply.headers(page).send(await pageOf({ callOut: now, person }, staffLanguage(request)))
    },
  )
  const shownFor = 24 * 60 * minute
  const isAtHand = ({ closed }: CallOut, now: Instant) =>
    closed === null || between(closed.at, now) < shownFor
  routes.add(
    {
      ...{ method: 'GET', url: '/my-calls', ...signedIn, answer: 'text/html' },
      summary: 'The call-outs of whoever is signed in',
    },
    async ({ person, request, reply }) => {
      const mine = new Set(teams.responders().flatMap(({ id, account }) => (account === person.id ? id : [])))
      const now = clock.now()
      const calls = desk
        .all()
        .filter((callOut) => isAtHand(callOut, now))
        .flatMap((callOut) =>
          callOut.asked.flatMap((asked) => (mine.has(asked.person) ? { callOut, person: asked.person } : [])),
        )
      const shown = calls.map(async ({ callOut, person: me }) => ({
        path: callOuts.pathFor(callOut, me),
        says: await desk.says(callOut.id),
      }))
      const view = {
        language: staffLanguage(request),
        mode: config.mode,
        style,
        calls: await Promise.all(shown),
        script,
        responder: mine.size === 0 ? ('unknown' as const) : ('known' as const),
      }
      return reply.headers(page).send(myCallsPage(view))
    },
  )
}
