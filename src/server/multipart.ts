/** Reads a form sent as multipart/form-data (RFC 7578): its fields as text, its files as bytes. Small on purpose: no nesting, no encodings. */

export interface FormPart {
  readonly name: string
  /** Present where it is a file; empty when none was chosen. */
  readonly fileName?: string
  readonly bytes: Uint8Array
}

const mostParts = 100
const longestHead = 4_096

/** The boundary that a `content-type` header names; undefined when it is no form. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const match = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  )
  return match?.[1] ?? match?.[2]
}

/** Undefined when the bytes are no such form: cut short, or not divided as the boundary says. */
export function readForm(body: Buffer, boundary: string): readonly FormPart[] | undefined {
  const line = Buffer.from(`--${boundary}`)
  const divider = Buffer.from(`\r\n--${boundary}`)
  const parts: FormPart[] = []
  let at = body.indexOf(line)
  if (at !== 0) return undefined
  at += line.length
  for (;;) {
    if (body.subarray(at, at + 2).toString('latin1') === '--') return parts
    if (parts.length >= mostParts || body.subarray(at, at + 2).toString('latin1') !== '\r\n') return undefined
    const headEnd = body.indexOf('\r\n\r\n', at)
    if (headEnd === -1 || headEnd - at > longestHead) return undefined
    const end = body.indexOf(divider, headEnd + 2)
    if (end === -1) return undefined
    const head = body.subarray(at, headEnd).toString('utf8')
    const [, disposition = ''] = /\r\ncontent-disposition:\s*form-data\s*;(.*)/i.exec(head) ?? []
    const name = parameter(disposition, 'name')
    const fileName = parameter(disposition, 'filename')
    if (name === undefined) return undefined
    parts.push({
      name,
      ...(fileName === undefined ? {} : { fileName }),
      bytes: body.subarray(headEnd + 4, Math.max(headEnd + 4, end)),
    })
    at = end + divider.length
  }
}

function parameter(disposition: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[;\\s])${name}="([^"]*)"`, 'i').exec(disposition)
  return match?.[1]?.replaceAll('%22', '"')
}
