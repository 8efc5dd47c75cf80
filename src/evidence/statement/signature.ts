/** “Oleh Hryhorov, head of the oblast administration” on a last line of its own: whoever signs a post says what stands above in it. */
import type { Scene } from './attribution.ts'
import type { Cast } from './cast.ts'
import { spanOf, type Draft } from './draft.ts'
import type { Mention } from './mention.ts'

/** A byline is signed by whoever wrote about it. */
const writes =
  /журналист|корреспондент|журналіст|кореспондент|автор|редактор|reporter|correspondent|author|editor|writer/iu
const longest = 16

/** The drafts that nobody is named for are the signer’s; the signature itself is no statement. */
export function sign(scene: Scene, cast: Cast, drafts: readonly Draft[]): readonly Draft[] {
  const signature = signatureOf(scene)
  if (signature === undefined) return drafts
  const { from, mention } = signature
  const speaker = cast.speakerOf(mention, null)
  // A bare name that nobody is known by may be whoever wrote it down.
  if (speaker.name === null || speaker.role === null || writes.test(speaker.role)) return drafts
  const { start } = scene.words[from]!
  const speakerAt = spanOf(scene, mention.from, mention.to)
  const kept = drafts.filter((draft) => draft.start < start)
  for (const draft of kept) {
    const nobodys = draft.speaker.name === null && draft.speaker.role === null && draft.mention === null
    if (!nobodys || draft.end > start) continue
    Object.assign(draft, {
      speaker,
      mention,
      speakerAt,
      form: draft.form === 'own' ? 'reported' : draft.form,
    })
  }
  return kept
}

function signatureOf({
  words,
  mentions,
}: Scene): { readonly from: number; readonly mention: Mention } | undefined {
  let from = words.length - 1
  while (from > 0 && !words[from]!.before.includes('\n')) from--
  if (from === 0 || words.length - from > longest) return undefined
  const signers = mentions.filter((mention) => mention.from >= from && mention.kind === 'person')
  const [mention] = signers
  if (signers.length !== 1 || mention === undefined || mention.name === null || mention.from > from)
    return undefined
  // Nothing follows but where an office is held.
  const tail = words.slice(mention.to)
  return tail.every(({ before }) => !/[.!?:;]/.test(before)) && tail.length <= 6
    ? { from, mention }
    : undefined
}
