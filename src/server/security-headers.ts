/** What every answer tells browsers not to do with it. One table: which route serves what, who elsewhere may read it. */

/** What an answer is to a browser that shows it. */
export type ServedKind =
  /** JSON, problems, downloads: nothing in it may ever run, load or be framed. */
  | 'data'
  /** HTML of ours with a script and a style of ours. */
  | 'page'
  /** A page of the residents' app: its service worker may start, it may be installed, and a phone may say where it is. */
  | 'resident'
  /** A service worker: what its policy lets it fetch is its own business, not that of the page it serves. */
  | 'worker'
  /** The console: like a page, and its framework may clone templates, its map may work in another thread. */
  | 'app'
  /** XML with words of others in it, shown by a style of ours: never run. */
  | 'document'
  /** A picture that a stranger sent: whatever else it may be taken for, it runs nothing and belongs to nobody. */
  | 'picture'
  | 'asset'

/** Routes that serve something else than data. Whoever adds a page adds a line. */
export const servedKinds: { readonly [route: string]: ServedKind } = {
  '/': 'resident',
  '/region': 'page',
  '/places': 'page',
  '/kiosk': 'page',
  '/phone': 'resident',
  '/what-to-do': 'resident',
  '/shelters': 'resident',
  '/shelters/:id': 'resident',
  '/tell': 'resident',
  '/safe/:token': 'resident',
  '/sw.js': 'worker',
  '/manifest.webmanifest': 'asset',
  '/resident/:file': 'asset',
  '/resident/app/:file': 'asset',
  '/cap': 'page',
  '/sources': 'page',
  '/sign-in': 'page',
  '/join': 'page',
  '/account': 'page',
  '/people': 'page',
  '/people/keys': 'page',
  '/people/roles': 'page',
  '/people/authorities': 'page',
  '/waiting': 'page',
  '/warden': 'page',
  '/warden/:file': 'asset',
  '/assess': 'resident',
  '/assess/sw.js': 'worker',
  '/assess/manifest.webmanifest': 'asset',
  '/assess/files/:file': 'asset',
  '/outages': 'page',
  '/outages/:file': 'asset',
  '/unsubscribe/:token': 'page',
  '/call/:token': 'page',
  '/my-calls': 'resident',
  '/call-style/:file': 'asset',
  '/call-script/:file': 'asset',
  '/audit': 'page',
  '/console': 'app',
  '/console/:screen': 'app',
  '/console/:screen/:of': 'app',
  '/console/assets/:file': 'asset',
  '/assets/:file': 'asset',
  '/v1/notices/:message': 'document',
  '/v1/relayed/:message': 'document',
  '/v1/feed.atom': 'document',
  '/v1/feed.rss': 'document',
  '/v1/feed/archive/atom/:page': 'document',
  '/v1/feed/archive/rss/:page': 'document',
  '/v1/resident-reports/:id/photos/:photo': 'picture',
  '/cap-live.css': 'asset',
  '/cap-drill.css': 'asset',
  '/cap-test.css': 'asset',
}

/**
 * What pages of other origins may read: what is in force and what was said, as maps, apps and boards use it. It is the same
 * for everybody, and no cookie goes with the question. Everything else is for our own pages.
 */
export const openToOrigins: readonly string[] = [
  ...['/v1/now', '/v1/board', '/v1/areas/:code/now', '/v1/in-force.geojson', '/v1/live'],
  ...['/v1/areas', '/v1/areas/:code', '/v1/areas/:code/shape', '/v1/threats', '/v1/problems/:slice/:why'],
  ...['/v1/map/areas', '/v1/map/shapes'],
  ...['/v1/outages', '/v1/remnants', '/v1/damage'],
  ...[
    '/v1/shelters',
    '/v1/shelters.geojson',
    '/v1/shelters/offline',
    '/v1/shelters/:id',
    '/v1/shelters/:id/photo',
  ],
  ...['/v1/notices/:message', '/v1/relayed/:message', '/v1/feed.atom', '/v1/feed.rss'],
  ...['/v1/feed/archive/atom/:page', '/v1/feed/archive/rss/:page', '/v1/certificate.pem'],
  ...['/v1/ledger/head', '/v1/openapi.json'],
  // What apps that speak FPAS read; never a subscription.
  ...['/alert/:id', '/alert/:id/', '/alert/area', '/alert/area/'],
  ...['/sources/area_status', '/sources/area_status/', '/source/area_status', '/source/area_status/'],
  ...['/config/server_status', '/config/server_status/', '/static/map_style_alerts_only.json'],
  '/map/alerts/:z/:x/:file',
]

const nothing = `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
const nothingElse = `base-uri 'none'; form-action 'self'; frame-ancestors 'none'`
/** Trusted Types: no text becomes markup or a script in a page of ours, and no policy can be made that would let it. */
const noTextIsMarkup = `require-trusted-types-for 'script'; trusted-types 'none'`
/** A worker is started by its address, which Trusted Types guard: one policy, made by one script, lets ours through. */
const oneWorker = `worker-src 'self'; manifest-src 'self'; require-trusted-types-for 'script'; trusted-types tocsin-worker`
const ours = `script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'`

/**
 * Svelte clones its templates from text that was written at build time, by a policy of this name; the console's own lets
 * nothing through but the map's worker. No other policy can be made, so that no text from outside becomes markup or a script.
 */
const fewTextsAreMarkup = `require-trusted-types-for 'script'; trusted-types svelte-trusted-html default`

/** Content Security Policy Level 3. */
const policies: { readonly [kind in ServedKind]: string } = {
  data: nothing,
  asset: nothing,
  picture: `${nothing}; sandbox`,
  page: `default-src 'none'; ${ours}; img-src 'self'; ${nothingElse}; ${noTextIsMarkup}`,
  resident: `default-src 'none'; ${ours}; img-src 'self'; ${nothingElse}; ${oneWorker}`,
  worker: `default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  app: `default-src 'none'; ${ours}; img-src 'self'; worker-src 'self'; ${nothingElse}; ${fewTextsAreMarkup}`,
  document: `${nothing}; style-src 'self'`,
}

const features = ['accelerometer', 'autoplay', 'camera', 'display-capture', 'geolocation', 'gyroscope']
  .concat(['magnetometer', 'microphone', 'midi', 'payment', 'usb', 'xr-spatial-tracking'])
  .map((feature) => `${feature}=()`)
const permissions = [
  ...features,
  ...['publickey-credentials-create=(self)', 'publickey-credentials-get=(self)'],
].join(', ')
/** Where a resident is and which way they look: asked only after a press, and never sent finer than a page says. */
const residentPermissions = permissions.replaceAll(
  /\b(accelerometer|autoplay|geolocation|gyroscope|magnetometer)=\(\)/g,
  '$1=(self)',
)

export interface Served {
  /** The declared path; undefined where there is none. */
  readonly route: string | undefined
  /** What the route asks of who calls; undefined for pages beside the API. */
  readonly action: string | undefined
  /** What its handler said of caches. */
  readonly cacheControl: string | undefined
  /** How the public reaches this server. */
  readonly publicBy: 'https' | 'http'
  /** The file with the map beneath that of the console; empty or absent where it has none. */
  readonly basemap?: string
}

export function securityHeaders({ route = '', action, cacheControl, publicBy, basemap = '' }: Served): {
  readonly [name: string]: string
} {
  const kind = Object.hasOwn(servedKinds, route) ? servedKinds[route]! : 'data'
  const isPublic = action === undefined || action === 'public'
  // At the same address some may change what everybody may read.
  const open = isPublic && openToOrigins.includes(route)
  return {
    ...everywhere(publicBy),
    'content-security-policy':
      kind === 'app' && basemap !== ''
        ? policies.app.replace(`connect-src 'self'`, `connect-src 'self' ${new URL(basemap).origin}`)
        : policies[kind],
    // Whatever is for one person is kept by nobody; who may be told is asked each time (RFC 9111 §5.2.2.5).
    'cache-control': isPublic && cacheControl !== undefined ? cacheControl : 'no-store',
    ...(open ? openHeaders : { 'cross-origin-resource-policy': 'same-origin' }),
    ...(kind === 'data' || kind === 'asset' || kind === 'worker'
      ? {}
      : {
          'cross-origin-opener-policy': 'same-origin',
          'permissions-policy': kind === 'resident' ? residentPermissions : permissions,
        }),
  }
}

/** For answers that are written on the bare socket: the live stream, and to what was no HTTP. */
export function bareHeaders(publicBy: Served['publicBy'], route: 'live-stream' | 'none') {
  return {
    ...everywhere(publicBy),
    'content-security-policy': nothing,
    'cross-origin-resource-policy': route === 'none' ? 'same-origin' : 'cross-origin',
  }
}

const openHeaders = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }

function everywhere(publicBy: Served['publicBy']): { readonly [name: string]: string } {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    // RFC 6797: a year, and every name below this one. A server reached by http alone must not say it (§7.2).
    ...(publicBy === 'https' ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}
