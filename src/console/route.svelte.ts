/** The place one is at, and going to another without loading the page anew. */
import { pathOf, placeOf, type Place, type ScreenName } from './route.ts'

let here = $state.raw<Place>(placeOf(location.pathname, location.search))

addEventListener('popstate', () => (here = placeOf(location.pathname, location.search)))

export function place(): Place {
  return here
}

export function go(
  screen: ScreenName,
  of?: string,
  query?: { readonly [name: string]: string | undefined },
  how: 'push' | 'replace' = 'push',
): void {
  const path = pathOf(screen, of, query)
  if (how === 'push') history.pushState(null, '', path)
  else history.replaceState(null, '', path)
  here = placeOf(location.pathname, location.search)
}

/** For a link of the console: `<a href={pathOf('reach', id)} onclick={follow}>`; other buttons and keys do what they always do. */
export function follow(event: MouseEvent): void {
  const link = event.currentTarget
  if (!(link instanceof HTMLAnchorElement)) return
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  history.pushState(null, '', link.href)
  here = placeOf(location.pathname, location.search)
}
