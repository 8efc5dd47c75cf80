/** `/sources`: the health of every source as a page, for whoever may read it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  between,
  day,
  epochMilliseconds,
  hour,
  minute,
  second,
  type Instant,
  type Milliseconds,
  type Problem,
} from '#base'
import type { ExplainedProblem, Report, SourceHealth, SourceTodo } from '#exchange'
import { may } from '#people'
import {
  sourcesPage,
  sourcesWords,
  type ReportShownView,
  type SourceShownView,
  type StaffLanguage,
  type SourcesWords,
  type TimeView,
} from '#web'
import type { Assets } from '../web/assets.node.ts'
import type { Door } from './door.http.ts'
import { staffLanguage } from './people-pages.http.ts'
import { problemBody, sendProblem } from './problem-document.http.ts'
import { problemWordsIn } from './problem-languages.ts'
import type { ProblemWords } from './problem-words.ts'
import { explain } from './problems.ts'
import type { Reception } from './reception.ts'
import type { SourceDesk, SourceShown } from './source-desk.ts'
import type { System } from './system.ts'
import { whyItWaits } from './why-it-waits.ts'

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
      const language = staffLanguage(request)
      const speech: Speech = {
        ...{ language, said: sourcesWords[language], problems: await problemWordsIn(language) },
        time: timeSayer(now, system.authority.timeZone, language),
      }
      return reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('vary', 'accept-language')
        .send(
          sourcesPage({
            language,
            sources: sources.list().map((one) => viewOf(one, speech)),
            waiting: reception.reports
              .list(now)
              .filter(({ state }) => state === 'open')
              .map((report) => reportView(report, speech)),
            ...{ mode: system.config.mode, drawn: speech.time(now), zone: system.authority.timeZone },
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

/** What everything on one page is said with. */
interface Speech {
  readonly language: StaffLanguage
  readonly said: SourcesWords
  readonly problems: ProblemWords | undefined
  readonly time: (at: Instant) => TimeView
}

function viewOf({ source, health }: SourceShown, speech: Speech): SourceShownView {
  const { id, name, address, takes, signature } = source
  return {
    ...{ id, name, address, takes, signature: signature.policy },
    ...(health === undefined ? {} : { health: healthView(health, speech) }),
  }
}

function reportView(report: Report, { said, time, problems }: Speech): ReportShownView {
  const { id, mode, receivedAt, message } = report
  const [first] = message.said
  const why = whyItWaits(report, problems)
  const severities: { readonly [severity: string]: string } = said.severities
  const what =
    first === undefined
      ? fill(said.messageOf, { kind: message.msgType, sender: message.sender })
      : [
          `${first.event}, ${severities[first.severity] ?? first.severity}`,
          first.areas.slice(0, 3).join('; '),
        ]
          .filter(Boolean)
          .join(': ')
  return {
    ...{ id, mode, received: time(receivedAt), source: message.sourceName, what },
    ...(first?.headline === undefined ? {} : { headline: first.headline, language: first.language }),
    ...(why === undefined ? {} : { why }),
  }
}

function healthView(health: SourceHealth, speech: Speech): NonNullable<SourceShownView['health']> {
  const { condition, lastGoodAt, lastTriedAt, lastMessageAt, nextTryAt, lastFailure, counts, notes } = health
  const { time } = speech
  const when = (name: string, at: Instant | undefined) => (at === undefined ? {} : { [name]: time(at) })
  const told = (problem: ExplainedProblem) => ({ at: time(problem.at), says: detailOf(problem, speech) })
  return {
    ...{ condition, failures: health.failures, counts: { ...counts } },
    advice: health.todos.map((todo) => todoSaid(todo, speech)),
    ...when('lastGood', lastGoodAt),
    ...when('lastTried', lastTriedAt),
    ...when('lastMessage', lastMessageAt),
    ...when('nextTry', nextTryAt),
    ...(lastFailure === undefined ? {} : { failure: told(lastFailure) }),
    news: newsSaid(health.news, speech),
    notes: notes.map(told),
  }
}

function detailOf({ code, details, says }: ExplainedProblem, { problems }: Speech): string {
  return problems === undefined ? says : explain({ code, details }, problems).detail
}

function todoSaid(todo: SourceTodo, { said, language, problems }: Speech): string {
  switch (todo.kind) {
    case 'solve': {
      const { code, details, advice } = todo.problem
      return problems === undefined ? advice : explain({ code, details }, problems).advice
    }
    case 'look-elsewhere':
      return fill(said.todos[todo.kind], { ago: agoSaid(-todo.unreadFor as Milliseconds, language) })
    case 'moved':
      return fill(said.todos.moved, { to: todo.to })
    default:
      return said.todos[todo.kind]
  }
}

function newsSaid(news: SourceHealth['news'], speech: Speech): string {
  const { polled, askedHub, pushed, hubFailed, strongly, weakly } = speech.said.news
  switch (news.kind) {
    case 'polled':
      return polled
    case 'asked-hub':
      return fill(askedHub, { hub: news.hub })
    case 'pushed': {
      const signed = news.signed === 'strongly' ? strongly : weakly
      return fill(pushed, { hub: news.hub, until: speech.time(news.until).said, signed })
    }
    case 'hub-failed':
      return fill(hubFailed, { hub: news.hub, why: detailOf(news.problem, speech) })
  }
}

function fill(sentence: string, values: { readonly [name: string]: string }): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

function timeSayer(now: Instant, timeZone: string, language: StaffLanguage): (at: Instant) => TimeView {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ timeZone, day: '2-digit', month: 'short', hourCycle: 'h23' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  } as Intl.DateTimeFormatOptions)
  return (at) => {
    const away = between(at, now)
    const said = format.format(epochMilliseconds(at))
    if (Math.abs(away) < 1_000) return { instant: at, said, away: sourcesWords[language].now }
    return { instant: at, said, away: agoSaid(-away as Milliseconds, language) }
  }
}

/** “3 hours ago”, “in 5 minutes”: as exact as it helps. Before now is less than nothing. */
function agoSaid(away: Milliseconds, language: StaffLanguage): string {
  const units = [
    [day, 'day'],
    [hour, 'hour'],
    [minute, 'minute'],
  ] as const
  const length = Math.abs(away)
  const [unit, name] = units.find(([one]) => length >= 2 * one) ?? ([second, 'second'] as const)
  return new Intl.RelativeTimeFormat(language).format(Math.sign(away) * Math.floor(length / unit), name)
}
