/** A browser’s own long description as people call it; what is not known is said as it came, shortened. */

const browsers: readonly (readonly [RegExp, string])[] = [
  // The order counts: most of them call themselves by the names of those before them.
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

export function browserSaid(description: string): string {
  const named = (names: typeof browsers) => names.find(([pattern]) => pattern.test(description))?.[1]
  const known = [named(browsers), named(systems)].filter((name) => name !== undefined)
  return known.length === 0 ? description.slice(0, 40) : known.join(' · ')
}
