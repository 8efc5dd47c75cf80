/** The areas of the picture as a tree and an index of names, made anew when the map changes. */
import { buildGazetteer, buildHierarchy, type Area, type Gazetteer, type Hierarchy } from '#areas'
import type { MapArea } from '../duty.ts'
import { picture } from '../picture.svelte.ts'

let made: { readonly of: ReadonlyMap<string, MapArea>; readonly gazetteer: Gazetteer } | undefined

/** Depends on the picture: whoever asks within an effect is asked again when the map has changed. */
export function gazetteer(): Gazetteer {
  const { areas } = picture
  if (made?.of !== areas) made = { of: areas, gazetteer: buildGazetteer(treeOf(areas)) }
  return made.gazetteer
}

export function hierarchy(): Hierarchy {
  return gazetteer().hierarchy
}

function treeOf(areas: ReadonlyMap<string, MapArea>): Hierarchy {
  const tree = buildHierarchy([...areas.values()].map(areaOf))
  // The server’s map is a tree; without one there is simply nothing to choose from.
  if (tree.ok) return tree.value
  const none = buildHierarchy([])
  if (!none.ok) throw new TypeError('no areas make no tree')
  return none.value
}

function areaOf({ code, kind, parent, names, aliases, centre, population, divided }: MapArea): Area {
  return {
    ...{ code: code as Area['code'], kind, parent: parent as Area['parent'], names },
    ...(aliases === undefined ? {} : { aliases }),
    ...(centre === null ? {} : { centre }),
    ...(population === null ? {} : { population }),
    ...(divided === undefined || divided === null ? {} : { divided }),
  }
}
