/** Screens: a signage page and a plain-text, an iCalendar and a JSON Feed face, for lobbies, libraries and feed readers. */
import { sha256 } from '#base'
import { fill, html } from '#web/html'
import type { Dialect, DialectAnswer, DialectCall, DialectGround, DialectRoute, Picture } from '../dialect.ts'
import { calendarFace } from './calendar.ts'
import { feedFace } from './feed.ts'
import { screensMapping } from './mapping.ts'
import { signageFace } from './signage.ts'
import { signageScript } from './signage-script.ts'
import { signageStyle } from './signage-style.ts'
import { textFace } from './text.ts'
import { languageOf, screenView, type ScreenView } from './view.ts'
import { directionOf, wordsIn } from './words.ts'

const version = sha256(signageStyle + signageScript).slice(0, 12)
const plain = 'text/plain; charset=utf-8'

/**
 * Its own style and script, and itself to ask again; no text becomes markup. Players of signage show pages in frames of their
 * own: there is nothing on it to press, so that nobody can be led to press it.
 */
const pagePolicy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
  "require-trusted-types-for 'script'; trusted-types 'none'",
].join('; ')

type Face = (
  view: ScreenView,
  call: DialectCall,
  picture: Picture,
  ground: DialectGround,
) => DialectAnswer | Promise<DialectAnswer>

function route(path: `/${string}`, says: string, face: Face, query: readonly string[] = []): DialectRoute {
  return {
    ...{ method: 'GET', path, says, query: ['lang', ...query], lasts: 'a-minute' },
    answer(call, picture, ground) {
      const view = screenView(call, picture, ground)
      if (view !== undefined) return face(view, call, picture, ground)
      const why = (path.startsWith('/signage') ? notHerePage : notHereText)(call, ground)
      return { ...why, status: 404 }
    },
  }
}

function file(path: `/${string}`, says: string, type: string, body: string): DialectRoute {
  return { method: 'GET', path, says, lasts: 'the-board', answer: () => ({ status: 200, type, body }) }
}

const signage: Face = (view, { params, query }) => {
  const theme = query['theme'] === 'light' ? 'light' : 'dark'
  const up = params['area'] === undefined ? '' : '../'
  return page(200, signageFace(view, { theme, up, version }))
}

const text: Face = (view) => ({ status: 200, type: plain, body: textFace(view) })

const calendar: Face = async (view, _, picture, ground) => ({
  status: 200,
  type: 'text/calendar; charset=utf-8; method=PUBLISH',
  body: calendarFace(view, picture, await ground.history(), ground),
})

const feed: Face = async (view, { params, query }, _, ground) => {
  const { area } = params
  const path = area === undefined ? '/feed.json' : `/feed/${encodeURIComponent(area)}.json`
  const asked = query['lang'] === undefined ? '' : `?lang=${encodeURIComponent(view.language)}`
  return {
    status: 200,
    type: 'application/feed+json; charset=utf-8',
    body: feedFace(view, await ground.history(), ground, `${path}${asked}`),
  }
}

export const screens: Dialect = {
  id: 'screens',
  title: 'Screens: signage, plain text, calendar and JSON Feed',
  modes: ['live', 'drill'],
  keys: 'none',
  mapping: screensMapping,
  routes: [
    route('/signage', 'A page for screens: everything that is in force', signage, ['theme']),
    route('/signage/{area}', 'A page for screens: what is in force in an area', signage, ['theme']),
    file('/signage.css', 'The style of that page', 'text/css; charset=utf-8', signageStyle),
    file('/signage.js', 'The script of that page', 'text/javascript; charset=utf-8', signageScript),
    route('/text', 'Everything that is in force, as plain text', text),
    route('/text/{area}.txt', 'What is in force in an area, as plain text', text),
    route('/calendar.ics', 'Alerts in force and of the last day, as a calendar', calendar),
    route('/calendar/{area}.ics', 'Alerts of an area in the last 31 days, as a calendar', calendar),
    route('/feed.json', 'Alerts in force and the endings of the last day, as a JSON Feed', feed),
    route('/feed/{area}.json', 'The same for one area', feed),
  ],
  refused: ({ status, why }) => ({ status, type: plain, body: `${why}\n` }),
}

function notHereText(call: DialectCall, ground: DialectGround): DialectAnswer {
  return { status: 404, type: plain, body: `${notHere(call, ground)}\n` }
}

/** A screen that was given a wrong area must say so, and never look as if nothing were in force. */
function notHerePage(call: DialectCall, ground: DialectGround): DialectAnswer {
  const { language } = wordsIn(languageOf(call.query['lang'], ground.languages))
  const said = notHere(call, ground)
  return page(
    404,
    html`<!doctype html>
      <html lang="${language}" dir="${directionOf(language)}" data-theme="dark">
        <head>
          <meta charset="utf-8" />
          <title>${said}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <link rel="stylesheet" href="../signage.css?v=${version}" />
        </head>
        <body>
          <main id="screen"><h1>${said}</h1></main>
        </body>
      </html>`.toString(),
  )
}

function notHere({ params, query }: DialectCall, { languages }: DialectGround): string {
  const { words } = wordsIn(languageOf(query['lang'], languages))
  return fill(words.notHere, { area: (params['area'] ?? '').slice(0, 100) })
}

/** No browser keeps it: one that is switched on without a network must not show yesterday's. The script asks with its validator. */
function page(status: number, body: string): DialectAnswer {
  return {
    ...{ status, body, type: 'text/html; charset=utf-8' },
    headers: { 'content-security-policy': pagePolicy, 'cache-control': 'no-store' },
  }
}
