/** A region of three districts, for tests of what is chosen on a map. */
import { buildHierarchy, type Area, type Hierarchy } from '#areas'

const area = (code: string, parent: string | null, kind: Area['kind'], divided?: 'wholly'): Area => ({
  ...{ code: code as Area['code'], parent: parent as Area['parent'], kind, names: { en: code } },
  ...(divided === undefined ? {} : { divided }),
})
const built = buildHierarchy([
  area('region', null, 'region', 'wholly'),
  ...['a', 'b', 'c'].map((code) => area(code, 'region', 'district')),
])
if (!built.ok) throw new TypeError('three districts make a region')

export const small: Hierarchy = built.value
