/** Words to a family, sealed on the phone: AES-GCM with a key that stands behind the # of the link and so never leaves for a server. */

const toText = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const toBytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))

export const random = (bytes: number) => toText(crypto.getRandomValues(new Uint8Array(bytes)))

/** Not in a page that came over plain HTTP: then a word goes without words. */
export const canSeal = () => globalThis.crypto?.subtle !== undefined

const keyOf = (key: string, use: 'encrypt' | 'decrypt') =>
  crypto.subtle.importKey('raw', toBytes(key), 'AES-GCM', false, [use])

/** The first twelve bytes are the nonce, which is used once: each word has a key of its own. */
export async function sealed(words: string, key: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(words)
  const hidden = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(key, 'encrypt'), text)
  return toText(new Uint8Array([...iv, ...new Uint8Array(hidden)]))
}

/** Rejects where the key is another's, or the words were changed. */
export async function opened(ciphertext: string, key: string): Promise<string> {
  const bytes = toBytes(ciphertext)
  const text = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: bytes.slice(0, 12) },
    await keyOf(key, 'decrypt'),
    bytes.slice(12),
  )
  return new TextDecoder().decode(text)
}

/** As the server derives it, so that the link is there before the server has heard of it. */
export async function tokenOf(id: string): Promise<string> {
  const text = new TextEncoder().encode(`tocsin safe word ${id}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text))
  return [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
