/** A night in Lipetsk Oblast as residents see it: the states of Now, made of a real board, the shipped names and phrase books. */
import assert from 'node:assert/strict'
import { emptyBoard, none, type Alert, type Ending, type Issued } from '#alerts'
import { adjacency, buildHierarchy, type AreaCode } from '#areas'
import {
  plus,
  type ActorId,
  type AlertId,
  type Instant,
  type Milliseconds,
  type Mode,
  type Sha256,
} from '#base'
import {
  nowViewOf,
  residentLanguages,
  type ArrivalNow,
  type NowSources,
  type NowView,
  type ResidentLanguage,
  type ShelterNow,
} from '#resident'
import { shippedThreatBook, type LadderId, type LevelId, type ThreatId } from '#threats'
import { loadPhraseBooks } from '../../src/alerts/phrase-book.fs.ts'
import { readPack } from '../../src/areas/pack.fs.ts'

export const at = '2025-11-01T21:41:07.000Z' as Instant
const minutes = 60_000 as Milliseconds
export const ago = (count: number) => plus(at, -count * minutes)

export const region = 'RU-LIP'
export const lipetsk = 'gn:12666369'
export const yelets = 'gn:12625447'
export const zadonsky = 'gn:465724'

const pack = await readPack('packs/lipetsk')
assert.ok(pack.ok, JSON.stringify(pack))
const built = buildHierarchy(pack.value.areas)
assert.ok(built.ok)
export const hierarchy = built.value
const books = await loadPhraseBooks()
assert.ok(books.ok)
export const phrases = books.value
const threats = shippedThreatBook()
const beside = adjacency(hierarchy)

export interface Warned {
  readonly threat?: string
  readonly ladder?: string
  readonly level: string
  readonly areas: readonly string[]
  readonly since?: Instant
  readonly texts?: Issued['content']['wording']['texts']
  readonly relayed?: Issued['content']['relayed']
  readonly issuer?: Issued['content']['issuer']
}

export interface Night {
  readonly inForce?: readonly Warned[]
  readonly ended?: readonly (Warned & { readonly how: Ending; readonly at: Instant })[]
  readonly arrivals?: { readonly [code: string]: ArrivalNow }
  readonly shelters?: { readonly [code: string]: ShelterNow }
  readonly mode?: Mode
  readonly drill?: NonNullable<NowView['drill']>
}

export const issuer = {
  en: 'Lipetsk Oblast operations centre',
  ru: 'Оперативный штаб Липецкой области',
  uk: 'Оперативний штаб Липецької області',
}

let made = 0
function issued(warned: Warned, mode: Mode): Issued {
  const { threat = 'drone', ladder = 'lipetsk', level, areas, since = ago(23) } = warned
  const step = threats.level(ladder as LadderId, level as LevelId)
  assert.ok(step !== undefined, `${ladder} ${level}`)
  return {
    ...{ id: `a${++made}` as AlertId, mode, version: 3, draftedBy: 'p' as ActorId, draftedAt: since },
    ...{ editors: [], status: 'issued', issuedAt: since, approvedBy: null, revision: 1, revisedAt: since },
    ...{ renewBy: plus(since, 180 * minutes), contentHash: '' as Sha256 },
    content: {
      issuer: warned.issuer ?? issuer,
      ...{ threat: threat as ThreatId, ladder: ladder as LadderId, level: level as LevelId },
      step: { gravity: step.gravity, height: step.height },
      areas: areas.map((code) => ({ code: code as AreaCode, names: {}, shape: null })),
      wording: { texts: warned.texts ?? {}, missing: [] },
      renewForMinutes: 180,
      channels: 'all',
      ...(warned.relayed === undefined ? {} : { relayed: warned.relayed }),
    },
  }
}

export function sourcesOf(night: Night): NowSources {
  const { mode = 'drill' } = night
  const board = emptyBoard()
  const alerts = new Map<AlertId, Alert>()
  for (const warned of night.ended ?? []) {
    const before = issued(warned, mode)
    const { renewBy: _, ...rest } = before
    const after: Alert = {
      ...rest,
      status: 'ended',
      how: warned.how,
      endedAt: warned.at,
      revisedAt: warned.at,
    }
    board.move(none, before)
    board.move(before, after)
    alerts.set(after.id, after)
  }
  for (const warned of night.inForce ?? []) {
    const alert = issued(warned, mode)
    board.move(none, alert)
    alerts.set(alert.id, alert)
  }
  return {
    ...{ board, hierarchy, threats, mode, issuer, seq: 42, languages: residentLanguages },
    alert: (id) => alerts.get(id) ?? none,
    phrases: (language) => phrases.get(language),
    own: [region as AreaCode],
    neighbours: (code) => beside.neighbours(code),
    arrival: (code) => night.arrivals?.[code],
    shelter: (code) => night.shelters?.[code],
    demonstration: 'demonstration',
    timeZone: 'Europe/Moscow',
    ...(night.drill === undefined ? {} : { drill: night.drill }),
  }
}

export function viewOf(night: Night, language: ResidentLanguage, places: readonly string[]): NowView {
  return nowViewOf(sourcesOf(night), { language, places }, at)
}

const school: ShelterNow = {
  known: 'nearest',
  ...{
    id: 's1',
    name: { text: 'Школа 3', lang: 'ru' },
    metres: 350,
    minutes: 5,
    status: 'open',
    reach: 'in-time',
  },
}

/** Every state that a reader may meet, with the places that somebody chose. */
export const states: {
  readonly [name: string]: { readonly night: Night; readonly places: readonly string[] }
} = {
  nothing: { night: {}, places: [zadonsky] },
  'nothing-since': {
    night: { ended: [{ level: 'red', areas: [zadonsky], how: 'all-clear', at: ago(300) }] },
    places: [zadonsky],
  },
  'nobody-chose': {
    night: {
      inForce: [
        { level: 'yellow', areas: [region], since: ago(47) },
        { level: 'red', areas: [zadonsky, lipetsk] },
      ],
    },
    places: [],
  },
  advisory: {
    night: {
      inForce: [{ level: 'yellow', areas: [region], since: ago(47) }],
      shelters: { [zadonsky]: school },
    },
    places: [zadonsky],
  },
  danger: {
    night: {
      inForce: [
        { level: 'yellow', areas: [region], since: ago(47) },
        { level: 'red', areas: [zadonsky] },
      ],
      arrivals: {
        [zadonsky]: { known: 'times', earliest: plus(at, 6.4 * minutes), latest: plus(at, 14 * minutes) },
      },
      shelters: { [zadonsky]: school },
    },
    places: [zadonsky],
  },
  part: { night: { inForce: [{ level: 'red', areas: [zadonsky, yelets] }] }, places: [region] },
  'all-clear': {
    night: { ended: [{ level: 'red', areas: [zadonsky], how: 'all-clear', at: ago(4), since: ago(90) }] },
    places: [zadonsky],
  },
  'all-clear-still': {
    night: {
      inForce: [{ level: 'yellow', areas: [region], since: ago(120) }],
      ended: [{ level: 'red', areas: [zadonsky], how: 'all-clear', at: ago(4), since: ago(90) }],
    },
    places: [zadonsky],
  },
  retracted: {
    night: { ended: [{ level: 'red', areas: [zadonsky], how: 'retracted', at: ago(2), since: ago(9) }] },
    places: [zadonsky],
  },
  lapsed: {
    night: { ended: [{ level: 'red', areas: [zadonsky], how: 'lapsed', at: ago(31), since: ago(200) }] },
    places: [zadonsky],
  },
  nearby: {
    night: {
      inForce: [
        { level: 'red', areas: [zadonsky] },
        { level: 'yellow', areas: [yelets] },
      ],
    },
    places: ['gn:535119'],
  },
  places: {
    night: {
      inForce: [
        { level: 'yellow', areas: [region], since: ago(47) },
        { level: 'red', areas: [zadonsky, lipetsk] },
      ],
      ended: [{ level: 'red', areas: [yelets], how: 'all-clear', at: ago(11), since: ago(90) }],
      arrivals: {
        [zadonsky]: { known: 'times', earliest: plus(at, 6.4 * minutes), latest: plus(at, 14 * minutes) },
        [lipetsk]: { known: 'nothing' },
      },
      shelters: { [zadonsky]: school, [lipetsk]: { known: 'some', count: 31 } },
    },
    places: [zadonsky, lipetsk, yelets],
  },
  relayed: {
    night: {
      inForce: [
        {
          ...{ threat: 'flood', ladder: 'all-hazards', level: 'warning', areas: [zadonsky] },
          texts: {
            ru: {
              '90': '',
              '360': 'Вода в реке Дон поднимется до 4 м к утру. Уберите машины от берега.',
              '1395': '',
            },
          },
          issuer: { ru: 'Гидрометцентр' },
          relayed: { source: 's', name: 'Гидрометцентр', sender: 'x', identifier: 'y', sent: 'z' },
        },
      ],
    },
    places: [zadonsky],
  },
  'by-hand': {
    night: {
      inForce: [
        {
          ...{ level: 'red', areas: [zadonsky] },
          texts: {
            en: {
              '90': '',
              '360': 'Stay where you are. Shut all windows: there is smoke over the town.',
              '1395': '',
            },
          },
        },
      ],
    },
    places: [zadonsky],
  },
  'drill-announced': {
    night: {
      mode: 'live',
      drill: { state: 'announced', from: plus(at, 20 * minutes), until: plus(at, 50 * minutes) },
    },
    places: [zadonsky],
  },
  live: { night: { mode: 'live', inForce: [{ level: 'red', areas: [zadonsky] }] }, places: [zadonsky] },
  test: { night: { mode: 'test', inForce: [{ level: 'red', areas: [zadonsky] }] }, places: [zadonsky] },
}
