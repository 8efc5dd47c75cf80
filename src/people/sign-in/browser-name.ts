/** A browser by the name its user knows it by, for lists of sessions. Told from the User-Agent, which may say anything. */

const browsers: readonly (readonly [mark: RegExp, name: string])[] = [
  // The order counts: most of them call themselves by the names of those before them.
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/YaBrowser\//, 'Yandex Browser'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [mark: RegExp, name: string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

/** `Firefox · Linux`; what isn't known is shown as it was sent, cut. */
export function browserName(userAgent: string): string {
  const of = (names: typeof browsers) => names.find(([mark]) => mark.test(userAgent))?.[1]
  const known = [of(browsers), of(systems)].filter((one) => one !== undefined)
  return known.length === 0 ? userAgent.slice(0, 40) : known.join(' · ')
}
