/** The whole of Ukraine by its codifier, with the ids of UkraineAlarm's own tree: read where they lie beside the project. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { buildHierarchy } from '#areas'
import { importFiles } from '../../areas/imports/import-file.node.ts'
import { needs, shared } from '../../areas/imports/reference-files.node.ts'
import { regionTree, type RegionView } from './regions.ts'

const files = ['areas/katotth-2025-05-16.csv.gz', 'areas/ukraine-alarm-regions.json']

interface State {
  readonly stateName: string
  readonly stateId: number
  readonly districts: readonly {
    readonly districtName: string
    readonly districtId: number
    readonly communities: readonly { readonly communityName: string; readonly communityId: number }[]
  }[]
}

describe('the tree of Ukraine', needs(...files), () => {
  const original = new Map<string, { readonly name: string; readonly path: string }>()
  const ours = new Map<string, { readonly name: string; readonly path: string }>()
  before(() => {
    const read = shared(...files)
    const imported = importFiles(read, [])
    assert.ok(imported.ok)
    const built = buildHierarchy(imported.value.areas)
    assert.ok(built.ok)
    const { states } = JSON.parse(new TextDecoder().decode(read[1]!.bytes)) as {
      readonly states: readonly State[]
    }
    for (const { stateName, stateId, districts } of states) {
      original.set(`${stateId}`, { name: stateName, path: `${stateId}` })
      for (const { districtName, districtId, communities } of districts) {
        original.set(`${districtId}`, { name: districtName, path: `${stateId}/${districtId}` })
        for (const { communityName, communityId } of communities)
          original.set(`${communityId}`, {
            name: communityName,
            path: `${stateId}/${districtId}/${communityId}`,
          })
      }
    }
    const walk = (regions: readonly RegionView[], above: string): void => {
      for (const { regionId, regionName, regionChildIds } of regions) {
        ours.set(regionId, { name: regionName, path: above + regionId })
        walk(regionChildIds, `${above}${regionId}/`)
      }
    }
    walk(regionTree(built.value, ['uk']).states, '')
  })

  test('has every id of the original, each under the region that it has there', () => {
    assert.equal(ours.size, original.size)
    assert.deepEqual(
      [...ours].filter(([id, { path }]) => original.get(id)?.path !== path),
      [],
    )
  })
  test('has its names too, but for places that were renamed since and slips of its own', () => {
    const other = [...ours].filter(([id, { name }]) => original.get(id)?.name !== name)
    assert.ok(other.length < 0.03 * ours.size, JSON.stringify(other))
  })
})
