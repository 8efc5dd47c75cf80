/** What regions are called by clients: “м. Київ”, “Звягельська територіальна громада”, and in English. */
import { latinFromUkrainian, nameOf, type Area } from '#areas'
import { english, ukrainian, type Language } from '#base'

interface Called {
  readonly languages: readonly string[]
  readonly name: string
}

const known = new WeakMap<Area, Called>()

/** Ukrainian, with the typewriter's apostrophe; in one of these languages where there is no Ukrainian name. */
export function regionName(area: Area, languages: readonly string[]): string {
  let called = known.get(area)
  if (called?.languages !== languages) known.set(area, (called = { languages, name: spelt(area, languages) }))
  return called.name
}

function spelt({ names, aliases, codes }: Area, languages: readonly string[]): string {
  const name = nameOf({ names }, ukrainian, ...(languages as readonly Language[]))
  if (name !== names['uk']) return name
  // Kyiv and Sevastopol, which are regions by themselves.
  if (/^UA-[34]0$/.test(codes?.['iso3166-2'] ?? '')) return `м. ${name}`
  const theirs =
    aliases?.find((alias) => /^м\. .* громада$/u.test(alias)) ?? name.replace(own, 'територіальна')
  return theirs.replaceAll('’', "'")
}

/** What kind of hromada it is stands in our names, and not in theirs. */
const own = /(?:міська|селищна|сільська)(?= громада$)/u

const inLatin = new WeakMap<Area['names'], string>()

/** Spelt once for each area: most have no English name. */
export function regionEnglishName({ names }: Pick<Area, 'names'>): string {
  let name = names[english] ?? inLatin.get(names)
  if (name === undefined) inLatin.set(names, (name = latinFromUkrainian(nameOf({ names }, ukrainian))))
  return name
}
