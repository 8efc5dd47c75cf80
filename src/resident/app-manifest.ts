/** How a phone installs the residents' pages: name, icons, what its own menu offers (W3C Web Application Manifest). */
import { appWords } from './app-words.ts'
import { directionOf, type ResidentLanguage } from './languages.ts'

export interface AppIcon {
  readonly src: string
  readonly sizes: string
  readonly type: string
  readonly purpose: 'any' | 'maskable' | 'monochrome'
}

export function appManifest(
  language: ResidentLanguage,
  { issuer, icons }: { readonly issuer: string; readonly icons: readonly AppIcon[] },
) {
  const words = appWords[language]
  const shortcut = (name: string, path: string) => ({
    ...{ name, url: `${path}?lang=${language}` },
    icons: icons.filter(({ purpose, sizes }) => purpose === 'any' && sizes === '192x192'),
  })
  return {
    // One app, whatever language it was installed in.
    ...{ id: '/', start_url: `/?lang=${language}`, scope: '/', display: 'standalone' },
    ...{ lang: language, dir: directionOf(language) },
    name: `${words.appName} · ${issuer}`,
    short_name: words.appName,
    ...{ background_color: '#10171e', theme_color: '#10171e', categories: ['news', 'utilities'] },
    icons,
    shortcuts: [
      shortcut(words.now, '/'),
      shortcut(words.shelters, '/shelters'),
      shortcut(words.tell, '/tell'),
    ],
  }
}
