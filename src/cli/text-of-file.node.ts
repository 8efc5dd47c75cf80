/** The text of a file or of standard input, in whatever encoding it was saved; what holds none is refused with its reason. */
import { readFile } from 'node:fs/promises'
import { stdin } from 'node:process'
import { buffer } from 'node:stream/consumers'
import { ok, refuse, type Result } from '#base'
import { decodeBytes } from '#evidence'

/** `file`: a path, or `-` for standard input. `longest`: in UTF-16 units. */
export async function textOfFile(file: string, longest: number): Promise<Result<string>> {
  let bytes: Uint8Array
  try {
    bytes = file === '-' ? await buffer(stdin) : await readFile(file)
  } catch (error) {
    return refuse('server/cannot-read', { file, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
  return textOfBytes(bytes, longest)
}

export function textOfBytes(bytes: Uint8Array, longest: number): Result<string> {
  // No encoding makes more than one unit of one byte, nor needs more than three for one.
  if (bytes.length > 3 * longest + 4) return refuse('evidence/text-too-long', { limit: longest })
  const { text } = decodeBytes(bytes)
  // Nobody writes control characters; pictures and archives are full of them.
  let strange = 0
  for (let i = 0; i < text.length; i++) if (isStrange(text.charCodeAt(i))) strange++
  if (text.startsWith('%PDF-') || strange * 50 > text.length)
    return refuse('evidence/no-text-kind', {
      kind: text.startsWith('%PDF-') ? 'a PDF file' : 'no text that anybody wrote',
    })
  if (text.trim() === '') return refuse('evidence/empty')
  return text.length > longest ? refuse('evidence/text-too-long', { limit: longest }) : ok(text)
}

/** A control character that no text has, or a byte that meant nothing. */
function isStrange(code: number): boolean {
  return (code < 0x20 && (code < 9 || code > 13)) || code === 0x7f || code === 0xfffd
}
