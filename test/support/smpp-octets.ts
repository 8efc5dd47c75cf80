/**
 * Reads SMPP 3.4 off the wire for tests, from the specification and with nothing of the product or its library: headers
 * (§3.2), `submit_sm` (§4.4.1), texts by `data_coding`, and the header of long texts (3GPP TS 23.040 §9.2.3.24).
 */

export interface WirePdu {
  readonly id: number
  readonly status: number
  readonly sequence: number
  readonly body: Buffer
}

/** Takes a stream of octets apart; what is not a whole PDU yet stays for the next time. */
export function pduReader(): (chunk: Buffer) => WirePdu[] {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const pdus: WirePdu[] = []
    while (rest.length >= 16 && rest.length >= rest.readUInt32BE(0)) {
      const length = rest.readUInt32BE(0)
      const word = (at: number) => rest.readUInt32BE(at)
      pdus.push({ id: word(4), status: word(8), sequence: word(12), body: rest.subarray(16, length) })
      rest = rest.subarray(length)
    }
    return pdus
  }
}

export interface WireSubmit {
  readonly serviceType: string
  readonly source: readonly [ton: number, npi: number, address: string]
  readonly destination: readonly [ton: number, npi: number, address: string]
  readonly esmClass: number
  readonly priority: number
  readonly validity: string
  readonly registered: number
  readonly replace: number
  readonly dataCoding: number
  readonly octets: Buffer
  readonly header: { readonly reference: number; readonly of: number; readonly which: number } | undefined
  readonly text: string
}

const table =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const beyond: { readonly [code: number]: string } = {
  10: '\f',
  20: '^',
  40: '{',
  41: '}',
  47: '\\',
  60: '[',
  61: '~',
  62: ']',
  64: '|',
  101: '€',
}

function gsmText(octets: Buffer): string {
  let text = ''
  for (let i = 0; i < octets.length; i++) {
    if (octets[i]! > 127) throw new Error('an octet that is no septet')
    if (octets[i] !== 27) text += table[octets[i]!]
    else if (i + 1 === octets.length) throw new Error('a part ends within a sign')
    else text += beyond[octets[++i]!] ?? '?'
  }
  return text
}

function ucs2Text(octets: Buffer): string {
  if (octets.length % 2 === 1) throw new Error('half a character')
  let text = ''
  for (let i = 0; i < octets.length; i += 2) text += String.fromCharCode(octets.readUInt16BE(i))
  if (/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text)) throw new Error('a part ends within a pair')
  return text
}

export function readSubmit(body: Buffer): WireSubmit {
  let at = 0
  const octet = () => body.readUInt8(at++)
  const text = (most: number) => {
    const end = body.indexOf(0, at)
    if (end < 0 || end - at >= most) throw new Error(`a field of more than ${most} octets`)
    const read = body.toString('latin1', at, end)
    at = end + 1
    return read
  }
  const serviceType = text(6)
  const source = [octet(), octet(), text(21)] as const
  const destination = [octet(), octet(), text(21)] as const
  const [esmClass, , priority] = [octet(), octet(), octet()]
  const [, validity] = [text(17), text(17)]
  const [registered, replace, dataCoding] = [octet(), octet(), octet()]
  octet()
  const length = octet()
  const octets = body.subarray(at, at + length)
  if (octets.length !== length || length > 254)
    throw new Error('a short message of another length than it says')
  let header: WireSubmit['header']
  let from = 0
  if ((esmClass & 0x40) !== 0) {
    from = octets[0]! + 1
    if (octets[0] !== 5 || octets[1] !== 0 || octets[2] !== 3)
      throw new Error('not the header of a long text')
    header = { reference: octets[3]!, of: octets[4]!, which: octets[5]! }
  }
  const words = octets.subarray(from)
  // TS 23.040 §9.2.3.24: 140 octets, or 160 septets; after a header of six octets 153 of them.
  const most = dataCoding === 8 ? 140 - from : from === 0 ? 160 : 153
  if (words.length > most) throw new Error('more than a message holds')
  return {
    ...{ serviceType, source, destination, esmClass, priority, validity, registered, replace, dataCoding },
    ...{ octets, header, text: dataCoding === 8 ? ucs2Text(words) : gsmText(words) },
  }
}
