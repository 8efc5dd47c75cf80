/** What ODK Collect reads from a QR code to know this server: a JSON document, deflated (RFC 1950), in base64. */

export interface CollectSettings {
  readonly address: string
  readonly username: string
  readonly key: string
  /** As the phone lists it. */
  readonly project: string
}

/** Its names are Collect’s own (QR code settings). What is filled in goes out by itself, and forms are those of the server. */
export function collectSettings({ address, username, key, project }: CollectSettings): string {
  return JSON.stringify({
    general: {
      ...{ protocol: 'odk_default', server_url: address, username, password: key },
      ...{ form_update_mode: 'match_exactly', autosend: 'wifi_and_cellular' },
    },
    admin: {},
    project: { name: project },
  })
}

export async function deflated(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
