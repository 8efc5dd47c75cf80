/** A made-up country whose areas have uids of alerts.in.ua, and what is in force in it: for tests of that dialect. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { emptyBoard, type Issued } from '#alerts'
import { buildHierarchy, type Area, type AreaCode, type AreaKind, type Hierarchy } from '#areas'
import type { AlertId, Instant } from '#base'
import {
  routerOf,
  type DialectAnswer,
  type DialectCall,
  type DialectGround,
  type Picture,
  type Span,
} from '#dialects'
import { alertsInUa } from '../../src/dialects/alerts-in-ua/index.ts'
import { shippedThreatBook, type Gravity } from '#threats'

const uidScheme = 'alerts-in-ua'

export const area = (
  code: string,
  kind: AreaKind,
  parent: string | null,
  name: string,
  uid?: string,
  rest: Partial<Area> = {},
): Area => ({
  ...{ code: code as AreaCode, kind, parent: parent as AreaCode | null, names: { en: code, uk: name } },
  ...(uid === undefined ? {} : { codes: { [uidScheme]: uid } }),
  ...{ divided: 'wholly' as const },
  ...rest,
})

export const country = [
  area('X', 'country', null, 'Країна'),
  area('W', 'region', 'X', 'Західна область', '27'),
  area('W1', 'district', 'W', 'Лісовий район', '90'),
  area('W2', 'district', 'W', 'Озерний район', '91'),
  area('W1a', 'municipality', 'W1', 'Соснова міська громада', '600'),
  area('W1b', 'municipality', 'W1', 'Грибна сільська громада'),
  area('E', 'region', 'X', 'Східна область', '22'),
  area('E1', 'district', 'E', 'Степовий район', '120'),
  area('E2', 'district', 'E', 'Соляний район', '121'),
  area('C', 'region', 'X', 'Столиця', '31', { aliases: ['м. Столиця'] }),
]
export const mapOf = (areas: readonly Area[]): Hierarchy => {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  return built.value
}
export const hierarchy = mapOf(country)
export const at = (text: string) => `2026-11-02T${text}:00.000Z` as Instant

export const issued = (
  id: string,
  threat: string,
  gravity: Gravity,
  areas: readonly string[],
  times: { readonly issued: string; readonly revised?: string } = { issued: '00:14' },
): Issued =>
  ({
    ...{ status: 'issued', id: id as AlertId, mode: 'live' },
    ...{ issuedAt: at(times.issued), revisedAt: at(times.revised ?? times.issued) },
    content: {
      threat,
      ...(gravity === 'danger'
        ? { ladder: 'ukraine', level: 'alert' }
        : { ladder: 'lipetsk', level: 'yellow' }),
      step: { gravity, height: 1 },
      areas: areas.map((code) => ({ code, names: {}, shape: null })),
    },
  }) as unknown as Issued

export const pictureOf = (alerts: readonly Issued[], map = hierarchy): Picture => ({
  ...{ state: '1', seq: 1, shownAt: at('00:37'), alerts, board: emptyBoard(), hierarchy: map },
})

export const groundWith = (
  spans: readonly Span[] = [],
  languages: readonly string[] = ['uk', 'en'],
): DialectGround =>
  ({
    ...{ now: () => '2026-11-09T00:00:00.000Z', languages, issuer: { uk: 'Центр', en: 'Centre' } },
    ...{ book: shippedThreatBook(), history: async () => spans },
  }) as unknown as DialectGround

export const asked = async (
  path: string,
  picture: Picture,
  ground = groundWith(),
): Promise<DialectAnswer> => {
  const found = routerOf(alertsInUa).find('GET', path)
  assert.ok(typeof found === 'object', path)
  const call = { params: found.params, query: {}, headers: {}, body: new Uint8Array(), caller: undefined }
  return found.route.answer(call satisfies DialectCall, picture, ground)
}
export const json = async (path: string, picture: Picture, ground?: DialectGround): Promise<unknown> => {
  const answer = await asked(path, picture, ground)
  assert.equal(answer.status, 200)
  return JSON.parse(String(answer.body))
}
/** With GOLDEN=write the files are written anew, to be read by a person before they are committed. */
export const isGolden = (name: string, path: string, answer: unknown): void => {
  const file = new URL(`../../src/dialects/alerts-in-ua/${name}.golden.json`, import.meta.url)
  const text = `${JSON.stringify({ request: `GET ${path}`, answer }, undefined, 2)}\n`
  if (process.env['GOLDEN'] === 'write') writeFileSync(file, text)
  assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(file, 'utf8')), name)
}
