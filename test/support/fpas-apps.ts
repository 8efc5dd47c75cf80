/**
 * Two apps as they ask an FPAS server, written from what they are known to send: header by header, spelling by spelling. One
 * sends its box as texts, polls and knows only `added`; the other sends numbers, pads its keys, and lets go by id.
 */
import type { Phone } from './push-service.node.ts'

export interface Box {
  readonly minLat: number
  readonly maxLat: number
  readonly minLon: number
  readonly maxLon: number
}

export interface Heard {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: unknown
}

export async function ask(
  base: string,
  method: string,
  path: string,
  how: { readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Heard> {
  const { headers = {}, body } = how
  const response = await fetch(`${base}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
  const text = await response.text()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    // CAP is none.
  }
  return { status: response.status, headers: response.headers, text, json }
}

/** Announces JSON with every request, also those without a body. */
export function fossWarn(base: () => string, phone: Phone) {
  const headers = { 'content-type': 'application/json', 'user-agent': 'FOSSWarn/1.0.1 (Android)' }
  const call = (method: string, path: string, body?: unknown) =>
    ask(base(), method, path, { headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const texts = (box: Box) => ({
    ...{ min_lat: String(box.minLat), max_lat: String(box.maxLat) },
    ...{ min_lon: String(box.minLon), max_lon: String(box.maxLon) },
  })
  return {
    phone,
    status: () => call('GET', '/config/server_status'),
    vapidKey: () => call('GET', '/subscription/?type=webpush'),
    subscribe: (box: Box) =>
      call('POST', '/subscription/', {
        ...{
          token: phone.endpoint,
          push_service: phone.keys === null ? 'UNIFIED_PUSH' : 'UNIFIED_PUSH_ENCRYPTED',
        },
        ...texts(box),
        ...{ p256dh_key: phone.keys?.p256dh ?? null, auth_key: phone.keys?.auth ?? null },
      }),
    /** The distributor gave it another endpoint. */
    moves: (id: string, to: Phone) =>
      call('PUT', `/subscription/?subscription_id=${id}`, {
        ...{ push_service: 'UNIFIED_PUSH_ENCRYPTED', token: to.endpoint },
        ...{ p256dh_key: to.keys?.p256dh, auth_key: to.keys?.auth },
      }),
    heartbeat: (id: string) => call('PUT', `/subscription/?subscription_id=${id}`),
    unsubscribe: (id: string) => call('DELETE', `/subscription/?subscription_id=${id}`),
    all: (id: string) => call('GET', `/alert/all?subscription_id=${id}`),
    area: (box: Box) => call('GET', `/alert/area?${new URLSearchParams(texts(box))}`),
    detail: (id: string) => call('GET', `/alert/${id}`),
  }
}

export function kPublicAlerts(base: () => string, phone: Phone) {
  const agent = { 'user-agent': 'KPublicAlerts/24.12' }
  const json = { ...agent, 'content-type': 'application/json' }
  const padded = (key = '') => key.padEnd(Math.ceil(key.length / 4) * 4, '=')
  return {
    phone,
    vapidKey: () => ask(base(), 'GET', '/subscription/?type=webpush', { headers: agent }),
    subscribe: (box: Box) =>
      ask(base(), 'POST', '/subscription/', {
        headers: json,
        body: JSON.stringify({
          ...{ push_service: 'UNIFIED_PUSH_ENCRYPTED', token: phone.endpoint },
          ...{ min_lon: box.minLon, max_lon: box.maxLon, min_lat: box.minLat, max_lat: box.maxLat },
          ...{ p256dh_key: padded(phone.keys?.p256dh), auth_key: padded(phone.keys?.auth) },
        }),
      }),
    heartbeat: (id: string) =>
      ask(base(), 'PUT', `/subscription/?subscription_id=${id}`, { headers: json, body: '' }),
    unsubscribe: (id: string) =>
      ask(base(), 'DELETE', `/subscription/?subscription_id=${id}`, { headers: agent }),
    area: ({ minLat, maxLat, minLon, maxLon }: Box) =>
      ask(
        base(),
        'GET',
        `/alert/area?min_lat=${minLat}&max_lat=${maxLat}&min_lon=${minLon}&max_lon=${maxLon}`,
        { headers: agent },
      ),
    detail: (id: string) => ask(base(), 'GET', `/alert/${id}`, { headers: agent }),
  }
}
