/** Joins the ids that other alarm systems use to Ukraine's areas. */
import type { Json } from '#base'
import type { Area } from '../area.ts'
import { isObject } from '../json-object.ts'
import { suggest } from './area-import.ts'
import { change, find, read, type Joining } from './ukraine-joining.ts'

export function joinAlarmIds(joining: Joining, file: string, json: Json): void {
  const scheme = 'ukraine-alarm'
  const list = (value: unknown) => (Array.isArray(value) ? value.filter(isObject) : [])
  const states = isObject(json) ? list(json.states) : []
  for (const state of states) {
    const label = String(state.stateName)
    const region = joinId(joining, file, scheme, state.stateId, label, find(joining.regions, read(label)))
    const hromadas = region === undefined ? undefined : joining.hromadas.get(region.code)
    for (const district of list(state.districts)) {
      const name = String(district.districtName)
      const found = find(joining.raions, read(name))
      const raion = joinId(joining, file, scheme, district.districtId, `${label}, ${name}`, found)
      const candidates = (text: string) => {
        const named = find(hromadas, read(text))
        const inRaion = named.filter((area) => area.parent === raion?.code)
        return inRaion.length > 0 ? inRaion : named
      }
      const waiting: (() => void)[] = []
      for (const community of list(district.communities)) {
        const text = String(community.communityName)
        const join = (areas: readonly Area[]) =>
          joinId(joining, file, scheme, community.communityId, `${label}, ${name}, ${text}`, areas, text)
        const areas = candidates(text)
        if (areas.length <= 1) join(areas)
        // The list is complete, so of two hromadas of one name the second is the one that the first is not.
        else
          waiting.push(() =>
            join(areas.filter((a) => joining.areas.get(a.code)!.codes?.[scheme] === undefined)),
          )
      }
      for (const join of waiting) join()
    }
  }
}

export function joinAlertsIds(joining: Joining, file: string, json: Json): void {
  const uids = isObject(json) && isObject(json.uids) ? json.uids : {}
  for (const [uid, raw] of Object.entries(uids)) {
    const text = String(raw)
    const index = text.endsWith('район') ? joining.raions : joining.regions
    joinId(joining, file, 'alerts-in-ua', uid, text, find(index, read(text)))
  }
}

function joinId(
  joining: Joining,
  file: string,
  scheme: string,
  id: unknown,
  label: string,
  found: readonly Area[],
  spelling?: string,
): Area | undefined {
  const area = found.length === 1 ? joining.areas.get(found[0]!.code) : undefined
  if (area === undefined) {
    const why = found.length === 0 ? 'no area of this name' : 'several areas of this name'
    joining.log.unjoined.push({ file, feature: `${label} (${id})`, why, suggestions: suggest(found) })
    return undefined
  }
  joining.log.joined.push({ file, feature: label, area: area.code })
  // “м. Вінниця та Вінницька територіальна громада” is how other systems write it, so it finds the area here too.
  const aliases = spelling?.startsWith('м.')
    ? [...new Set([...(area.aliases ?? []), spelling])]
    : area.aliases
  change(joining, area.code, {
    ...area,
    ...(aliases === undefined ? {} : { aliases }),
    codes: { ...area.codes, [scheme]: String(id) },
  })
  return area
}
