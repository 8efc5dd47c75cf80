/** `/sources`: the health of every source as a page, for whoever may read it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { between, epochMilliseconds, type Instant, type Problem } from '#base'
import { intakeProblems, sayLength, type ExplainedProblem, type Report, type SourceHealth } from '#exchange'
import { may } from '#people'
import { sourcesPage, type ReportShownView, type SourceShownView, type TimeView } from '#web'
import type { Assets } from '../web/assets.node.ts'
import type { Door } from './door.http.ts'
import { staffLanguage } from './people-pages.http.ts'
import { problemBody, sendProblem } from './problem-document.http.ts'
import type { Reception } from './reception.ts'
import type { SourceDesk, SourceShown } from './source-desk.ts'
import type { System } from './system.ts'

export interface SourcesPageParts {
  readonly system: System
  readonly sources: SourceDesk
  readonly reception: Reception
  readonly door: Door
}

export function addSourcesPage(fastify: FastifyInstance, parts: SourcesPageParts, assets: Assets): void {
  fastify.route({
    method: 'GET',
    url: '/sources',
    schema: { hide: true },
    handler: async (request, reply) => {
      const refused = await whyNot(request, parts)
      if (refused !== undefined) return turnAway(request, reply, refused)
      const { system, sources, reception } = parts
      const now = system.clock.now()
      const time = timeSayer(now, system.authority.timeZone)
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('vary', 'accept-language')
        .send(
          sourcesPage({
            language: staffLanguage(request),
            sources: sources.list().map((one) => viewOf(one, time)),
            waiting: reception.reports
              .list(now)
              .filter(({ state }) => state === 'open')
              .map((report) => reportView(report, time)),
            ...{ mode: system.config.mode, drawn: time(now), zone: system.authority.timeZone },
            assets: assets.paths,
          }),
        )
    },
  })
}

/** Whoever may read it: by session, or by a key as a machine shows it. */
async function whyNot(request: FastifyRequest, { door }: SourcesPageParts): Promise<Problem | undefined> {
  const caller = await door.who(request)
  if (!caller.ok) return caller.problem
  const allowed = may(caller.value.permitted, { action: 'sources.read' }, () => false)
  return allowed.ok ? undefined : allowed.problem
}

/** A person is led to where they can sign in, and back here; a program is told the problem. */
function turnAway(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const body = problemBody(problem)
  if (body.status === 401 && request.headers.authorization === undefined)
    return reply
      .code(303)
      .header('location', '/sign-in?next=%2Fsources&why=needed')
      .header('cache-control', 'no-store')
      .send()
  return sendProblem(reply, problem)
}

function viewOf({ source, health }: SourceShown, time: (at: Instant) => TimeView): SourceShownView {
  const { id, name, address, takes, signature } = source
  return {
    ...{ id, name, address, takes, signature: signature.policy },
    ...(health === undefined ? {} : { health: healthView(health, time) }),
  }
}

function reportView(
  { id, mode, receivedAt, message, refused }: Report,
  time: (at: Instant) => TimeView,
): ReportShownView {
  const [first] = message.said
  const why = refused?.says ?? (message.why === undefined ? undefined : intakeProblems[message.why].says)
  const what =
    first === undefined
      ? `${message.msgType} of ${message.sender}`
      : [`${first.event}, ${first.severity}`, first.areas.slice(0, 3).join('; ')].filter(Boolean).join(': ')
  return {
    ...{ id, mode, received: time(receivedAt), source: message.sourceName, what },
    ...(first?.headline === undefined ? {} : { headline: first.headline, language: first.language }),
    ...(why === undefined ? {} : { why }),
  }
}

function healthView(
  health: SourceHealth,
  time: (at: Instant) => TimeView,
): NonNullable<SourceShownView['health']> {
  const { condition, lastGoodAt, lastTriedAt, lastMessageAt, nextTryAt, lastFailure, counts, notes } = health
  const when = (name: string, at: Instant | undefined) => (at === undefined ? {} : { [name]: time(at) })
  const told = ({ at, says }: ExplainedProblem) => ({ at: time(at), says })
  return {
    ...{ condition, failures: health.failures, counts: { ...counts }, advice: health.advice },
    ...when('lastGood', lastGoodAt),
    ...when('lastTried', lastTriedAt),
    ...when('lastMessage', lastMessageAt),
    ...when('nextTry', nextTryAt),
    ...(lastFailure === undefined ? {} : { failure: told(lastFailure) }),
    news: newsSaid(health.news, time),
    notes: notes.map(told),
  }
}

function newsSaid(news: SourceHealth['news'], time: (at: Instant) => TimeView): string {
  switch (news.kind) {
    case 'polled':
      return 'asked for'
    case 'asked-hub':
      return `asked for; the hub ${news.hub} has been asked to tell us`
    case 'pushed':
      return `told by the hub ${news.hub} until ${time(news.until).said}, ${news.signed === 'strongly' ? 'signed' : 'signed weakly'}`
    case 'hub-failed':
      return `asked for; the hub ${news.hub} failed: ${news.problem.says}`
  }
}

function timeSayer(now: Instant, timeZone: string): (at: Instant) => TimeView {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, day: '2-digit', month: 'short', hourCycle: 'h23' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  } as Intl.DateTimeFormatOptions)
  return (at) => {
    const away = between(at, now)
    const said = format.format(epochMilliseconds(at))
    if (Math.abs(away) < 1_000) return { instant: at, said, away: 'now' }
    return { instant: at, said, away: away > 0 ? `${sayLength(away)} ago` : `in ${sayLength(-away)}` }
  }
}
