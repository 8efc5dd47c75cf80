/** What this phone's owner wants to be told of, and telling the server when that has changed. */
import { keep, kept } from './app-kept.dom.ts'
import { coarsePoint, keptAs, type Followed, type KeptPlace, type PhoneSubscription } from './phone-kept.ts'

export function chosen(): readonly string[] {
  try {
    return (localStorage.getItem('tocsin:places') ?? '').split(',').filter((code) => code !== '')
  } catch {
    return []
  }
}

/** The chosen places with what their owner calls them. */
export async function placesHere(): Promise<readonly KeptPlace[]> {
  const before = (await kept<readonly KeptPlace[]>(keptAs.places)) ?? []
  return chosen().map((code) => before.find((one) => one.code === code) ?? { code, name: '', called: '' })
}

export interface Wish {
  readonly language: string
  readonly places: readonly ({ readonly area: string } | { readonly lon: number; readonly lat: number })[]
  readonly content: PhoneSubscription['content']
}

export async function wishHere(content: PhoneSubscription['content']): Promise<Wish> {
  const follow = await kept<Followed>(keptAs.follow)
  const places = (await placesHere()).map(({ code }) => ({ area: code }))
  return {
    language: document.documentElement.lang,
    places: [...places, ...(follow?.use === 'on' && follow.at !== undefined ? [follow.at] : [])],
    content,
  }
}

export type KeptSubscription = PhoneSubscription & { readonly wish?: Wish }

/** Tells the server what has changed since it was told last. */
export async function sync(): Promise<void> {
  const mine = await kept<KeptSubscription>(keptAs.subscription)
  if (mine === undefined) return
  const wish = await wishHere(mine.content)
  if (wish.places.length === 0 || JSON.stringify(wish) === JSON.stringify(mine.wish)) return
  const response = await fetch(`/v1/push/subscriptions/${mine.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${mine.secret}` },
    body: JSON.stringify(wish),
  })
  if (response.ok) await keep(keptAs.subscription, { ...mine, wish })
}

/** Where the phone is, no finer than a hundredth of a degree; asked only of who switched it on. */
export async function followHere(): Promise<'told' | 'off' | 'denied'> {
  const follow = await kept<Followed>(keptAs.follow)
  if (follow?.use !== 'on') return 'off'
  const found = await new Promise<GeolocationPosition | undefined>((resolve) =>
    navigator.geolocation.getCurrentPosition(resolve, () => resolve(undefined), {
      ...{ enableHighAccuracy: false, maximumAge: 300_000, timeout: 20_000 },
    }),
  )
  if (found === undefined) return 'denied'
  const { longitude: lon, latitude: lat } = found.coords
  await keep(keptAs.follow, { use: 'on', at: coarsePoint({ lon, lat }), seenAtMs: Date.now() })
  return 'told'
}
