/** A night over the land that isn't there, as the dialect of NINA sees it, and what it answers. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { emptyBoard, type Issued, type Notice } from '#alerts'
import { buildHierarchy, type Area, type AreaCode, type Hierarchy } from '#areas'
import { sha256, type AlertId, type Instant, type Mode, type NoticeId } from '#base'
import { routerOf, type DialectAnswer, type DialectCall, type DialectGround, type Picture } from '#dialects'
import { shippedThreatBook } from '#threats'
import { nina } from '../../src/dialects/nina/index.ts'
import { standingNotice } from '../../src/dialects/nina/messages.ts'
import { musterland } from './musterland.ts'

export const mapOf = (areas: readonly Area[]): Hierarchy => {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  return built.value
}
const hierarchy = mapOf(musterland)
export const at = (text: string) => `2026-07-14T${text}:00.000Z` as Instant

interface Said {
  readonly mode?: Mode
  readonly threat?: string
  readonly level?: string
  readonly revision?: number
  readonly revised?: string
  readonly headline?: string
  readonly languages?: readonly string[]
}

export const issued = (id: string, areas: readonly string[], said: Said = {}): Issued => {
  const { mode = 'live', threat = 'flood', level = 'warning', revision = 1, languages = ['en', 'de'] } = said
  const text = said.headline ?? 'Hochwasser in Musterstadt'
  const texts = Object.fromEntries(
    languages.map((language) => [
      language,
      {
        '90': `${text} (${language})`,
        '360': text,
        '1395': `${text} <${language}> & Umgebung.\nMeiden Sie das Ufer.`,
      },
    ]),
  )
  return {
    ...{ status: 'issued', id: id as AlertId, mode, revision, contentHash: sha256(`${id} ${revision}`) },
    ...{ issuedAt: at('00:14'), revisedAt: at(said.revised ?? '00:14'), renewBy: at('03:14') },
    content: {
      ...{ issuer: { de: 'Leitstelle Musterland', en: 'Musterland control' }, threat, level },
      ...{ ladder: 'all-hazards', step: { gravity: level === 'warning' ? 'danger' : 'advisory', height: 3 } },
      areas: areas.map((code) => ({
        ...{ code: code as AreaCode, names: hierarchy.get(code as AreaCode)?.names ?? {}, shape: null },
      })),
      ...{ wording: { texts, missing: [] }, renewForMinutes: 180, channels: 'all' },
    },
  } as unknown as Issued
}

export const pictureOf = (alerts: readonly Issued[], map = hierarchy): Picture => ({
  ...{ state: '1', seq: 1, shownAt: at('00:37'), alerts, board: emptyBoard(), hierarchy: map },
})

export const ground = (told: readonly Notice[] = [], now = at('00:40')): DialectGround =>
  ({
    ...{ now: () => now, timeZone: 'Europe/Berlin', languages: ['de', 'en'], sender: 'DE-XM-M-W001' },
    ...{ issuer: { de: 'Leitstelle Musterland' }, book: shippedThreatBook() },
    ...{ publicUrl: () => 'https://warn.example', baseUrl: () => 'https://warn.example/dialects/nina' },
    ...{ history: async () => [], told: async (id: string) => told.filter(({ alert }) => alert === id) },
  }) as unknown as DialectGround

export const asked = async (path: string, picture: Picture, around = ground()): Promise<DialectAnswer> => {
  const found = routerOf(nina).find('GET', path)
  assert.ok(typeof found === 'object', path)
  const call = { params: found.params, query: {}, headers: {}, body: new Uint8Array(), caller: undefined }
  return found.route.answer(call satisfies DialectCall, picture, around)
}
type Fields = Record<string, unknown>
export const json = async <Body = Fields>(
  path: string,
  picture: Picture,
  around?: DialectGround,
): Promise<Body> => {
  const answer = await asked(path, picture, around)
  assert.equal(answer.status, 200, path)
  return JSON.parse(String(answer.body)) as Body
}
export const missing = async (path: string, picture: Picture, around?: DialectGround, status = 404) => {
  const answer = await asked(path, picture, around)
  assert.equal(answer.status, status, path)
  assert.equal((JSON.parse(String(answer.body)) as Fields)['status'], status)
}
/** With GOLDEN=write the files are written anew, to be read by a person before they are committed. */
export const golden = (name: string, text: string): string => {
  const file = new URL(`../../src/dialects/nina/${name}`, import.meta.url)
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, text)
  return readFileSync(file, 'utf8')
}
export const isGolden = (name: string, value: unknown) =>
  assert.deepEqual(value, JSON.parse(golden(name, `${JSON.stringify(value, undefined, 2)}\n`)), name)

/** A flood in a town, in its second message; a fire in the other district; a drill; something for all of the land. */
export const flood = issued('alert-1', ['XM-1-A', 'XM-1-B'], { revision: 2, revised: '00:30' })
const fire = issued('alert-2', ['XM-2', 'XM-2-A'], {
  threat: 'wildfire',
  level: 'watch',
  headline: 'Waldbrand',
})
export const drill = issued('alert-3', ['XM-1-A'], { mode: 'drill', headline: 'Übung' })
const drone = issued('alert-4', ['XM'], {
  threat: 'drone',
  headline: 'Drohnen',
  languages: ['en', 'uk'],
})
export const night = pictureOf([flood, fire, drill, drone])

const notice = (alert: Issued, changed: Partial<Notice>): Notice => ({
  ...standingNotice(alert),
  ...changed,
  id: `${alert.id}.${changed.revision ?? alert.revision}` as NoticeId,
})
export const told = [
  notice(flood, { revision: 1, kind: 'warning', reason: 'issued', at: at('00:14') }),
  notice(flood, { reason: 'extended' }),
]
export const over = (kind: 'all-clear' | 'retraction' | 'lapse', minute = '00:50'): readonly Notice[] => {
  const { renewBy: _, ...rest } = notice(flood, { revision: 3, kind, at: at(minute) })
  const reason = kind === 'all-clear' ? 'cleared' : kind === 'lapse' ? 'lapsed' : 'retracted'
  return [...told, { ...rest, reason }]
}
