/** An e-mail as one part, its text under its subject; what is attached to it is handed on as originals of their own. */
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { refuse } from '#base'
import { htmlText } from './html-text.node.ts'
import { plainText, underTitle } from './plain-text.ts'
import { Unreadable, type InnerOriginal, type ReadPart, type SaidTime } from './reading.ts'
import { instantSaid } from './said-times.ts'

const deepest = 50
const mostAttachments = 200
const longestHeads = 512 * 1024
/** What it may hold and be a document; a signature, a delivery report or a key is none. */
const notSaid =
  /^(?:application\/(?:pgp-|pkcs7|x-pkcs7)|message\/(?:delivery-status|disposition)|text\/(?:calendar|x-amp|vcard))/

export async function readMail(bytes: Uint8Array): Promise<{
  readonly part: ReadPart | undefined
  readonly inner: readonly InnerOriginal[]
  readonly passedOver: number
}> {
  const mail = await parsed(bytes)
  const subject = plainText(mail.subject ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  const body = bodyOf(mail)
  const text = underTitle(subject, body)
  const from = addressOf(mail.from)
  const inner = mail.attachments.flatMap((attachment, i) => innerOf(attachment, i + 1))
  const kept = inner.slice(0, mostAttachments)
  const passedOver = mail.attachments.length - kept.length
  if (text === '') return { part: undefined, inner: kept, passedOver }
  return {
    ...{ inner: kept, passedOver },
    part: {
      ...{ part: 'whole', text, times: timesOf(mail) },
      ...(subject === '' ? {} : { title: subject }),
      ...(from === undefined ? {} : { publisher: { key: from.address, name: from.name }, author: from.name }),
    },
  }
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      attachmentEncoding: 'arraybuffer',
      // Read as originals of their own, with bounds of their own.
      forceRfc822Attachments: true,
      ...{ maxNestingDepth: deepest, maxHeadersSize: longestHeads },
    })
  } catch (error) {
    const why = (error as Error).message
    if (/nesting depth/i.test(why))
      throw new Unreadable(refuse('evidence/nested-too-deep', { levels: deepest }).problem)
    throw new Unreadable(
      refuse('evidence/garbled', {
        kind: 'an e-mail',
        why: /header/i.test(why)
          ? `its heads are longer than ${longestHeads} bytes`
          : 'it is not put together as one',
      }).problem,
    )
  }
}

/** The plain form where there is one that says as much; some senders leave a line in it that asks for another program. */
function bodyOf({ text, html }: Email): string {
  const plain = plainText(text ?? '')
  if (html === undefined || html.trim() === '') return plain
  const shown = plainText(htmlText(html).text)
  return plain.length * 5 >= shown.length ? plain : shown
}

function timesOf({ headers }: Email): readonly SaidTime[] {
  const text = headers
    .find(({ key }) => key === 'date')
    ?.value.trim()
    .slice(0, 100)
  if (text === undefined || text === '') return []
  return [{ by: 'mail', field: 'Date', text, at: instantSaid(text.replace(/\s+/g, ' ')) }]
}

function addressOf(
  from: Address | undefined,
): { readonly address: string; readonly name: string } | undefined {
  const address = from?.address?.trim().toLowerCase()
  if (address === undefined || address === '') return undefined
  const name = plainText(from?.name ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
  return { address: `mailto:${address}`.slice(0, 300), name: name === '' ? address.slice(0, 300) : name }
}

function innerOf(attachment: Attachment, number: number): readonly InnerOriginal[] {
  const type = attachment.mimeType.toLowerCase().slice(0, 100)
  if (notSaid.test(type)) return []
  const content = attachment.content as ArrayBuffer | Uint8Array | string
  const bytes =
    typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content as ArrayBuffer)
  if (bytes.length === 0) return []
  const name = attachment.filename?.split(/[\\/]/).at(-1)?.slice(0, 200)
  return [
    { part: `attachment ${number}`, type, bytes, ...(name === undefined || name === '' ? {} : { name }) },
  ]
}
