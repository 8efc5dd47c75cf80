/**
 * How often who may ask: which bucket a request takes from, how much, and what its answer says of that. Somebody known (a key,
 * a session) takes from a bucket of their own, which no flood from the same address can empty; strangers share their address's.
 *
 * The figures. Behind one address of a mobile carrier may stand a town: 50,000 people, each of whom opens the page and
 * fetches it again five times in the minute after a warning, are 300,000 requests, and no fewer may be refused. It is about
 * what one process serves, so that this keeps a single address from more than all of it and nothing finer: what is served
 * there lies ready in memory. What costs work, and what could be guessed, has narrower ones.
 */

export type BucketName =
  /** What anybody may read, and whatever else has no bucket of its own. */
  | 'reading'
  /** What makes the server work for a stranger: judging a document, fetching it, asking back. */
  | 'work'
  /** Beginning to sign in by what can’t be guessed. */
  | 'sign-in'
  /** Passwords, codes and links. */
  | 'passwords'
  /** Keys and sessions that nobody has. */
  | 'guesses'
  /** What hubs bring to addresses that we gave them. */
  | 'deliveries'
  /** What residents answer about the sirens: a town behind one address, each of them once. */
  | 'siren-answers'
  /** What residents tell that an officer has to read. */
  | 'telling'
  /** That somebody needs help: never behind what the neighbours saw. */
  | 'help'
  | 'photos'
  /** Words to families. */
  | 'safe'
  /** One key, or one session. */
  | 'caller'
  /** What the pages of one session fetch by themselves: however busy the night, it is not taken from what its officer orders. */
  | 'looking'
  /** What takes a warning back, by somebody known whose own bucket is empty. */
  | 'stopping'

/** Requests a minute, or points where one request may take several; null is without limit. */
export type Quotas = { readonly [bucket in BucketName]: number | null }

export interface RateSettings {
  /** 0 is without limit. */
  readonly ratePublic: number
  readonly rateKey: number
  readonly rateSignIn: number
}

export function quotasOf({ ratePublic, rateKey, rateSignIn }: RateSettings): Quotas {
  return {
    reading: ratePublic === 0 ? null : ratePublic,
    // 120 documents a minute, and each has a minute of patience at most.
    work: 6_000,
    // A shift of thirty signs in within a minute from one address, some of them twice.
    'sign-in': 10 * rateSignIn,
    passwords: rateSignIn,
    guesses: 2 * rateSignIn,
    deliveries: 1_200,
    'siren-answers': 20_000,
    telling: 600,
    help: 1_200,
    photos: 120,
    safe: 6_000,
    caller: rateKey,
    // A console fetches what moved, four times a second, and six of them may be open in one browser.
    looking: 10 * rateKey,
    stopping: 60,
  }
}

export const windowSeconds = 60

/** Counts what was taken from buckets in windows of a minute. */
export interface Limiter {
  /** Also when nothing is left, so that who goes on asking is not let in sooner. Less than nothing gives back. */
  take(bucket: BucketName, who: string, points: number): Promise<Taken>
}

export interface Taken {
  /** In the window that is open, with what was just taken. */
  readonly points: number
  /** Until a new window begins. */
  readonly secondsLeft: number
}

export interface Asked {
  readonly method: string
  /** The declared path, `/v1/alerts/:alert`; undefined where there is none. */
  readonly route: string | undefined
  /** What the route asks of who calls; undefined for pages beside the API. */
  readonly action: string | undefined
}

export type Door =
  | { readonly takes: 'nothing' }
  /** It is looked who calls, then their own bucket. */
  | { readonly takes: 'from-caller' }
  | { readonly takes: 'from-address'; readonly bucket: BucketName; readonly points: number }

/** They lie in memory and in every cache; a page without its style is no page. */
const files = [
  '/assets/:file',
  '/resident/:file',
  '/resident/app/:file',
  '/warden/:file',
  '/assess/files/:file',
]

/** What is done before anything of a request is read. */
export function doorOf({ method, route, action }: Asked): Door {
  const from = (bucket: BucketName, points = 1): Door => ({ takes: 'from-address', bucket, points })
  if (route === undefined) return from('reading')
  if (files.includes(route)) return { takes: 'nothing' }
  if (/^\/v1\/(links|sign-in\/(password|recovery-code))(\/|$)/.test(route)) return from('passwords')
  if (route.startsWith('/v1/sign-in/')) return from('sign-in')
  if (route.startsWith('/exchange/websub/')) return from('deliveries')
  if (method !== 'GET' && method !== 'HEAD' && ['/v1/cap/check', '/cap'].includes(route))
    return from('work', 50)
  // Wardens’ links: no session knows them, and nobody may try out many.
  if (route.startsWith('/v1/shelter-status')) return from('work', 20)
  if (route === '/hub') return from('work', 100)
  // Each sends a test push to an address that a stranger named.
  if (method === 'POST' && /^\/v1\/push\/subscriptions(\/:id\/test)?$/.test(route)) return from('work', 2)
  if (route === '/metrics') return from('work', 20)
  const telling = tellingBuckets[route]
  if (telling !== undefined) return from(telling)
  if (action !== undefined && action !== 'public') return { takes: 'from-caller' }
  if (route.startsWith('/v1/feed/archive/')) return from('reading', 10)
  return from('reading')
}

/** Where residents tell something: by a script, and by a form without one. */
const tellingBuckets: { readonly [route: string]: BucketName } = {
  ...{ '/v1/tell/siren': 'siren-answers', '/tell/siren': 'siren-answers' },
  ...{ '/v1/tell/sighting': 'telling', '/tell/sighting': 'telling' },
  ...{ '/v1/tell/damage': 'telling', '/tell/damage': 'telling' },
  ...{ '/v1/tell/help': 'help', '/tell/help': 'help' },
  ...{ '/v1/tell/photo': 'photos', '/v1/tell/take-back': 'telling', '/tell/take-back': 'telling' },
  ...{ '/v1/safe': 'safe', '/safe': 'safe', '/v1/safe/take-back': 'safe' },
}

/** What changes nothing, whoever asks for it; a preview is an order that is only looked at. */
export function onlyLooks({ method, route }: Pick<Asked, 'method' | 'route'>): boolean {
  return method === 'GET' || method === 'HEAD' || (method === 'POST' && route === '/v1/alerts/preview')
}

/** Stop always wins: an all-clear or a retraction is not held up by what its key asked for before. */
export function stops({ method, route }: Pick<Asked, 'method' | 'route'>): boolean {
  return method === 'POST' && /^\/v1\/alerts\/:\w+\/(retract|all-clear)$/.test(route ?? '')
}

export interface Standing {
  readonly bucket: BucketName
  readonly most: number
  /** Never less than 0. */
  readonly left: number
  readonly secondsLeft: number
  readonly state: 'open' | 'empty'
}

export function standingOf(bucket: BucketName, most: number, taken: Taken): Standing {
  return {
    bucket,
    most,
    left: Math.max(0, most - taken.points),
    secondsLeft: Math.min(windowSeconds, Math.max(1, Math.ceil(taken.secondsLeft))),
    state: taken.points > most ? 'empty' : 'open',
  }
}

/**
 * `RateLimit-Policy` and `RateLimit` as structured fields (draft-ietf-httpapi-ratelimit-headers-10 §3, §4; RFC 9651). Answers
 * that are the same for everybody go without while something is left: caches would hand one reader's count to the next.
 */
export function rateHeaders(standing: Standing): { readonly [name: string]: string } {
  const { bucket, most, left, secondsLeft, state } = standing
  if (bucket === 'reading' && state === 'open') return {}
  return {
    'ratelimit-policy': `"${bucket}";q=${most};w=${windowSeconds}`,
    ratelimit: `"${bucket}";r=${left};t=${secondsLeft}`,
  }
}
