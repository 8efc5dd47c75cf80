/** Riverland: a made-up region of three districts, with a board that is moved as the product moves it, and its screens. */
import assert from 'node:assert/strict'
import { emptyBoard, none, type Alert, type AlertContent, type Ended, type Issued } from '#alerts'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import { minute, plus, sha256, type AlertId, type Instant, type Mode } from '#base'
import { routerOf, type DialectAnswer, type DialectGround, type Picture, type Span } from '#dialects'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import { screens } from '../../src/dialects/screens/index.ts'

const start = '2026-11-03T20:00:00.000Z' as Instant
export const minutes = (minutes: number) => plus(start, minutes * minute)

export const areaOf = (code: string, parent: string | null, en: string, uk?: string): Area => ({
  ...{ code: code as AreaCode, parent: parent as AreaCode | null },
  kind: parent === null ? 'region' : 'district',
  names: { en, ...(uk === undefined ? {} : { uk }) },
})
export const riverland = [
  areaOf('XX-R', null, 'Riverland', 'Порічна область'),
  areaOf('xx:1', 'XX-R', 'Northbank', 'Північний берег'),
  areaOf('xx:2', 'XX-R', 'Southbank, Old Town; Port'),
  areaOf('xx:3', 'XX-R', '<b>Mill</b>'),
]
const hierarchyOf = (areas: readonly Area[]) => {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  return built.value
}

interface Asked {
  readonly id: string
  readonly areas: readonly string[]
  readonly level?: 'yellow' | 'red'
  readonly mode?: Mode
  readonly from?: number
  readonly revision?: number
}

function contentOf({ areas, level = 'red', mode = 'live' }: Asked): AlertContent {
  const mark = mode === 'drill' ? 'DRILL. ' : ''
  const inWords = (text: string) => ({ 90: `${mark}${text}`, 360: `${mark}${text} Stay there.`, 1395: text })
  return {
    issuer: { en: 'Riverland operations centre', uk: 'Центр' },
    ...{ threat: 'drone' as ThreatId, ladder: 'lipetsk' as LadderId, level: level as LevelId },
    step: level === 'red' ? { gravity: 'danger', height: 2 } : { gravity: 'advisory', height: 1 },
    areas: areas.map((code) => ({
      code: code as AreaCode,
      names: riverland.find((one) => one.code === code)?.names ?? { en: `Area ${code}` },
      shape: null,
    })),
    wording: {
      texts: { en: inWords('Go indoors, away from windows.'), uk: inWords('Зайдіть у приміщення.') },
      missing: [],
    },
    ...{ renewForMinutes: 60, channels: 'all' },
  }
}

function issued(asked: Asked): Issued {
  const { id, mode = 'live', from = 0, revision = 1 } = asked
  return {
    ...{ status: 'issued', id: id as AlertId, mode, version: revision, draftedBy: 'p' as never },
    ...{ draftedAt: minutes(from), editors: [], content: contentOf(asked), contentHash: sha256(id) },
    ...{
      issuedAt: minutes(from),
      approvedBy: null,
      revision,
      revisedAt: minutes(from),
      renewBy: minutes(from + 60),
    },
  }
}

/** Boards are moved as the product moves them; spans are what the ledger would have said. */
export function screensWorld(areas: readonly Area[] = riverland) {
  const board = emptyBoard()
  const standing = new Map<string, Issued>()
  let spans: Span[] = []
  const hierarchy = hierarchyOf(areas)
  const spanOf = (alert: Issued, code: AreaCode): Span => {
    const { threat, ladder, level, step, areas: named } = alert.content
    const { names } = named.find((one) => one.code === code)!
    const { revision, mode, issuedAt: since } = alert
    const { gravity } = step
    return { alert: alert.id, mode, area: code, names, threat, ladder, level, gravity, revision, since }
  }
  return {
    issue(asked: Asked) {
      const alert = issued(asked)
      board.move(none, alert)
      standing.set(asked.id, alert)
      spans.push(...alert.content.areas.map(({ code }) => spanOf(alert, code)))
    },
    end(id: string, how: Ended['how'], after: number) {
      const alert = standing.get(id)!
      const ended: Alert = {
        ...{ ...alert, status: 'ended', how, endedAt: minutes(after), revisedAt: minutes(after) },
        revision: alert.revision + 1,
      }
      board.move(alert, ended)
      standing.delete(id)
      spans = spans.map((span) =>
        span.alert === id ? { ...span, until: minutes(after), how, revision: alert.revision + 1 } : span,
      )
    },
    async ask(path: string, now = 100): Promise<Omit<DialectAnswer, 'body'> & { readonly body: string }> {
      const [plain = '', search = ''] = path.split('?')
      const found = routerOf(screens).find('GET', plain)
      assert.ok(typeof found === 'object', `${path} is ${JSON.stringify(found)}`)
      const picture: Picture = {
        ...{ state: '1', seq: 1, shownAt: start, alerts: [...standing.values()], board, hierarchy },
      }
      const ground: DialectGround = {
        ...{ now: () => minutes(now), timeZone: 'Europe/Kyiv', languages: ['en', 'uk', 'he'] },
        ...{ sender: 'duty@riverland.example', issuer: { en: 'Riverland operations centre' } },
        book: shippedThreatBook(),
        publicUrl: () => 'https://riverland.example',
        baseUrl: () => 'https://riverland.example/dialects/screens',
        mode: 'live',
        history: async () => spans,
        ports: {} as never,
      } as DialectGround
      const query = Object.fromEntries(new URLSearchParams(search))
      const call = { params: found.params, query, headers: {}, body: new Uint8Array(), caller: undefined }
      const answer = await found.route.answer(call, picture, ground)
      assert.ok(typeof answer.body === 'string')
      return { ...answer, body: answer.body }
    },
  }
}
