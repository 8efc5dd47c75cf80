/** Our areas as its clients know them: a uid, a Ukrainian title, and the oblast and raion around it. */
import { nameOf, type Area, type AreaCode, type AreaKind, type Hierarchy } from '#areas'
import { sha256, ukrainian } from '#base'
import { areaIds, type AreaIds } from '../area-ids.ts'

export const uidScheme = 'alerts-in-ua'

const crimeaUid = '29'

/** The uids of the letters that are told by oblast, in their order, which is the protocol’s: by its Ukrainian names. */
export const oblastOrder: readonly string[] = [
  ...[crimeaUid, '8', '4', '9', '28', '10', '11', '12', '13'],
  ...['31', '14', '15', '16', '27', '17', '18', '19', '5'],
  ...['30', '20', '21', '22', '23', '3', '24', '26', '25'],
]

export interface Place {
  readonly code: AreaCode
  readonly uid: string
  readonly title: string
  readonly type: 'oblast' | 'raion' | 'hromada' | 'city' | 'unknown'
  readonly oblast: string
  /** A number, unlike `uid`: so it is in what the original sends. */
  readonly oblastUid: number | null
  readonly raion: string | null
  /** 32 bits that are its own. */
  readonly mark: number
}

export interface Places {
  /** The area where it has a uid, else the largest parts of it that have one; none where nothing in it has. */
  of(code: AreaCode): readonly Place[]
  areaOf(uid: string): Area | undefined
  /** Every area with a uid. */
  all(): readonly (readonly [uid: number, area: Area])[]
}

const typeOf: { readonly [kind in AreaKind]: Place['type'] } = {
  country: 'unknown',
  region: 'oblast',
  district: 'raion',
  municipality: 'hromada',
  settlement: 'city',
}

const known = new WeakMap<Hierarchy, Places>()

/** Made once for each map. */
export function placesOf(hierarchy: Hierarchy): Places {
  let places = known.get(hierarchy)
  if (places === undefined) known.set(hierarchy, (places = read(hierarchy)))
  return places
}

// Devices read a text at the uid’s own index: a uid that is no small number would make that text endless.
const uidForm = /^[1-9]\d{0,4}$/

function read(hierarchy: Hierarchy): Places {
  const ids = areaIds(hierarchy, uidScheme)
  const byUid = uidsIn(hierarchy, ids)
  const found = new Map<AreaCode, readonly Place[]>()
  const uids = new Map([...byUid].map(([uid, { code }]) => [code, uid]))
  const uidOf = (code: AreaCode) => {
    const own = ids.idOf(code)
    return own !== undefined && uidForm.test(own) ? own : uids.get(code)
  }
  const placeOf = (area: Area, uid: string): Place => {
    const around = [area, ...hierarchy.ancestors(area.code)]
    const oblast = around.find(({ kind }) => kind === 'region')
    const raion = around.find((outer) => outer !== area && outer.kind === 'district')
    const oblastUid = oblast === undefined ? undefined : uidOf(oblast.code)
    return {
      ...{ code: area.code, uid, title: titleOf(area), type: typeOf[area.kind] },
      oblast: titleOf(oblast ?? area),
      oblastUid: oblastUid === undefined ? null : Number(oblastUid),
      raion: raion === undefined ? null : titleOf(raion),
      mark: markOf(area.code),
    }
  }
  const within = (area: Area): readonly Place[] => {
    const uid = uidOf(area.code)
    if (uid !== undefined) return [placeOf(area, uid)]
    return hierarchy.children(area.code).flatMap(within)
  }
  const all = [...byUid].map(([uid, area]) => [Number(uid), area] as const)
  return {
    of(code) {
      let places = found.get(code)
      if (places === undefined) {
        const area = hierarchy.get(code)
        found.set(code, (places = area === undefined ? [] : within(area)))
      }
      return places
    },
    areaOf: (uid) => byUid.get(uid),
    all: () => all,
  }
}

function uidsIn(hierarchy: Hierarchy, ids: AreaIds): ReadonlyMap<string, Area> {
  const found = new Map([...ids.all()].filter(([uid]) => uidForm.test(uid)))
  // Lists of uids leave Crimea out; the original's clients and letters have it.
  const crimea = [...hierarchy.all()].find(({ codes }) => codes?.['iso3166-2'] === 'UA-43')
  if (crimea !== undefined && crimea.codes?.[uidScheme] === undefined && !found.has(crimeaUid))
    found.set(crimeaUid, crimea)
  return found
}

export function markOf(text: string): number {
  return Number.parseInt(sha256(text).slice(0, 8), 16)
}

/** Clients compare titles, know the two cities that are oblasts by “м.”, and write the apostrophe of ASCII. */
function titleOf(area: Area): string {
  const name = nameOf(area, ukrainian)
  const city = `м. ${name}`
  const title = area.kind === 'region' && area.aliases?.includes(city) === true ? city : name
  return title.replaceAll('’', "'")
}
