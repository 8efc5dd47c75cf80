/** `/tell` and `/safe/:token` as pages; what they send is taken by the routes of what residents tell. */
import type { FastifyRequest } from 'fastify'
import type { AreaCode } from '#areas'
import { tellPage, safePage, type NowView, type Said, type TellView } from '#resident'
import { safeToken } from '#reports'
import type { Problem } from '#base'
import { problemBody } from './problem-document.http.ts'
import { problemWordsIn } from './problem-languages.ts'
import { residentAppAssets } from './resident-app-assets.node.ts'
import type { ResidentApp } from './resident-app.http.ts'
import type { SafeWords } from './resident-reports-safe.ts'
import type { System } from './system.ts'

export interface TellPageParts {
  readonly system: Pick<System, 'areas' | 'authority'>
  readonly safe: Pick<SafeWords, 'read'>
}

const mostAreas = 200

export function addTellPages(app: ResidentApp, { system, safe }: TellPageParts): void {
  const { scripts, page: assets } = lazily()
  app.addPage('/tell', async (now, request) => {
    const outcome = await outcomeIn(request, now)
    return tellPage(
      { now, areas: areasOf(now, system), ...(outcome === undefined ? {} : { outcome }) },
      { assets: assets(), script: scripts('tell') },
    )
  })
  app.addPage(
    '/safe/:token',
    async (now, request) => {
      const { token } = request.params as { readonly token: string }
      if (!safeToken.test(token)) return undefined
      return safePage(now, token, await safe.read(token), { assets: assets(), script: scripts('safe') })
    },
    'by-nobody',
  )
}

const lazily = () => ({
  scripts: (name: 'tell' | 'safe') => residentAppAssets().scripts[name],
  page: () => residentAppAssets().page,
})

/** One's own places first, then the region and its districts, by name. */
function areasOf(now: NowView, { areas, authority }: TellPageParts['system']): TellView['areas'] {
  const hierarchy = areas.hierarchy()
  const mine =
    now.about === 'my-places'
      ? now.groups.flatMap(({ places }) => places.map(({ code, name }) => ({ code, name })))
      : []
  const said = (code: AreaCode): Said => {
    const names = (hierarchy.get(code)?.names ?? {}) as { readonly [language: string]: string | undefined }
    const own = names[now.language]
    if (own !== undefined) return { text: own }
    const [lang, text] = Object.entries(names).toSorted(([a]) => (a === 'en' ? -1 : 1))[0] ?? []
    return text === undefined ? { text: code } : { text, lang: lang! }
  }
  const below = authority.areas
    .flatMap((code) => hierarchy.children(code).map((child) => child.code))
    .map((code) => ({ code, name: said(code) }))
    .toSorted((a, b) => a.name.text.localeCompare(b.name.text, now.language))
  const roots = authority.areas.map((code) => ({ code, name: said(code) }))
  const all = [...mine, ...below, ...roots]
  return all.filter((one, i) => all.findIndex(({ code }) => code === one.code) === i).slice(0, mostAreas)
}

/** What the routes said in the address they came back with. */
async function outcomeIn(request: FastifyRequest, now: NowView): Promise<TellView['outcome']> {
  const query = request.query as { readonly [name: string]: unknown }
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].slice(0, 100) : undefined)
  const [state, id, problem, safe] = [text('told'), text('id'), text('problem'), text('safe')]
  const kind = text('kind') ?? ''
  if (problem !== undefined) return { kind, problem: await problemSaid(problem, text('seconds'), now) }
  if (safe !== undefined && safeToken.test(safe)) return { kind, safe: `/safe/${safe}` }
  if (state === undefined) return undefined
  return {
    ...{ kind, state },
    ...(id === undefined || state === 'taken-back' ? {} : { id }),
    ...(text('photo') === undefined ? {} : { photo: 'lost' as const }),
  }
}

async function problemSaid(code: string, seconds: string | undefined, now: NowView): Promise<string> {
  const details = seconds === undefined ? {} : { seconds }
  try {
    const words = await problemWordsIn(now.language)
    const { detail, advice } = problemBody({ code, details } as unknown as Problem, words)
    // A place of which the address says nothing is left open rather than shown as a name in braces.
    return `${detail} ${advice}`.replace(/\{\w+\}/g, '…')
  } catch {
    return code
  }
}
