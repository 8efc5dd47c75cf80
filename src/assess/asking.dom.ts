/** What the page reads of the server, and the ids that it gives. */

/** A status where the server refused it; undefined where nobody answered who is the server. */
export async function get<Value>(path: string): Promise<Value | number | undefined> {
  try {
    const answer = await fetch(path, {
      headers: { accept: 'application/json', 'tocsin-request': '1', 'tocsin-unattended': '1' },
      ...{ cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(20_000) },
    })
    if (answer.headers.get('tocsin-mode') === null) return undefined
    return answer.ok ? ((await answer.json()) as Value) : answer.status
  } catch {
    return undefined
  }
}

/** RFC 9562 §5.4; by hand, for older phones have no randomUUID. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  return `uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
