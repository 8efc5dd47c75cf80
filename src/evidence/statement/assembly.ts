/** Goes through the sentences of a text once and hands out their words: to quotations, to reported speech, to the author. */
import type { Attribution, Scene } from './attribution.ts'
import type { Cast } from './cast.ts'
import { nest, noVoice, spanOf, verbOf, voiceOf, type Draft, type Voice } from './draft.ts'
import {
  isNested,
  leadInOf,
  partsOf,
  reachOf,
  saysEnough,
  unquoted,
  withoutTurn,
  type Extent,
} from './extent.ts'
import {
  goesOnFrom,
  isAllOf,
  isToldByAnother,
  isNamed,
  isOneSource,
  opensList,
  opensWithHedgedData,
  sentencesOf,
  type Sentence,
} from './sentences.ts'
import { endsSource, sourceLineOf } from './headings.ts'
import type { Mention } from './mention.ts'
import type { Quotation } from './quotations.ts'
import { stanceOf } from './stance.ts'
import { voicesOf } from './voices.ts'

export function assemble(scene: Scene, cast: Cast): readonly Draft[] {
  return new Assembly(scene, cast).read()
}

class Assembly {
  readonly #scene: Scene
  readonly #cast: Cast
  readonly #drafts: Draft[] = []
  #paragraph = 0
  /** Who spoke last, and in which paragraph. */
  #last: Mention | null = null
  #lastParagraph = -1
  /** Whether a sentence may go on with what the one before attributes. */
  #going: 'no' | 'yes' | 'list' = 'no'
  /** Whether one named source speaks in all of the text. */
  #onlySource = false
  /** Whom a line “Source: …” named for all that follows. */
  #source: Mention | null = null
  /** Who speaks in a quotation. */
  #voices: ReadonlyMap<Quotation, Attribution> = new Map()
  /** Reporting clauses that stand within quotation marks, by the first word of the part they stand in. */
  #inner: ReadonlyMap<number, Attribution> = new Map()
  /** What an agency relays. */
  readonly #relays = new Map<Attribution, Draft>()

  constructor(scene: Scene, cast: Cast) {
    this.#scene = scene
    this.#cast = cast
  }

  read(): readonly Draft[] {
    const sentences = sentencesOf(this.#scene)
    this.#onlySource = isOneSource(sentences, this.#cast)
    const { voices, inner } = voicesOf(this.#scene, sentences)
    this.#voices = voices
    this.#inner = inner
    for (const sentence of sentences) this.#sentence(sentence)
    return this.#drafts
  }

  #sentence(sentence: Sentence): void {
    const { from, to, paragraph, attributions } = sentence
    this.#paragraph = paragraph
    const source = sourceLineOf(this.#scene, from, to)
    if (source !== undefined) {
      this.#source = source
      this.#spoke(source, 'yes')
      return
    }
    if (endsSource(this.#scene, from)) this.#source = null
    this.#speeches(from, to)
    let free = from
    for (const [index, attribution] of attributions.entries()) {
      const { words: side } = attribution
      const outer = attributions[index - 1]
      const nested = outer !== undefined && isNested(this.#scene, outer, attribution)
      let extent = reachOf(
        this.#scene,
        attribution,
        nested ? attribution.from : free,
        to,
        attributions[index + 1],
      )
      const [, end] = extent
      if (side === 'after' && attribution.from > free && !nested) {
        const lead = leadInOf(this.#scene, free, attribution.from)
        if (lead === 'adverbial') extent = [free, end]
        else if (lead === 'sentence') this.#ownPart(free, attribution.from)
      }
      const told = outer?.until === undefined ? undefined : this.#drafts.at(-1)
      const colon = told !== undefined && /:/.test(this.#scene.words[outer!.until!]?.before ?? '')
      const about = told !== undefined && side !== 'after' && attribution.refers === undefined && !colon
      if (about) extent = [outer!.from, attribution.from]
      if (attribution.refers === 'back') this.#attributeBack(attribution)
      else this.#reports(attribution, extent, nested ? (this.#drafts.at(-1) ?? null) : null)
      // “The claim by X that … was denied by Y”: the report stands in the denial.
      if (about) nest(told, this.#drafts.at(-1)!)
      free = Math.max(
        free,
        side === 'after'
          ? Math.min(end, attribution.until ?? end)
          : side === 'around'
            ? Math.max(attribution.to, end)
            : attribution.to,
      )
      const going = opensList(this.#scene, attribution, to) ? 'list' : 'yes'
      if (attribution.mention !== null) this.#spoke(attribution.mention, going)
    }
    if (attributions.length > 0) {
      const end = attributions.at(-1)!
      const asked = end.until === free && free < to && /:/.test(this.#scene.words[free]!.before)
      // “X asks them to stay inside: the danger is not over”: the reason is X’s too.
      if (asked)
        this.#draft([free, to], voiceOf(this.#scene, this.#cast, end, this.#last), 'reported', 'asserts')
      else this.#ownPart(free, to)
      return
    }
    const rest = unquoted(this.#scene, [from, to])
    if (rest === undefined || rest[0] !== from || rest[1] !== to) return
    if (this.#goesOn(sentence)) {
      const speaker = this.#cast.speakerOf(this.#last!, null)
      this.#draft([from, to], { ...noVoice, speaker, mention: this.#last }, 'reported', 'asserts')
    } else if (this.#source !== null) {
      const speaker = this.#cast.speakerOf(this.#source, null)
      this.#draft([from, to], { ...noVoice, speaker, mention: this.#source }, 'reported', 'asserts')
    } else {
      this.#draft([from, to], noVoice, 'own', 'asserts')
      this.#going = 'no'
    }
  }

  /** What is quoted in a sentence, part by part. */
  #speeches(from: number, to: number): void {
    for (let i = from; i < to;) {
      const quotation = this.#scene.quoted(i)
      if (quotation === undefined) {
        i++
        continue
      }
      const end = Math.min(to, quotation.to)
      const clause = this.#inner.get(i)
      this.#speech(quotation, i, clause?.from ?? end)
      if (clause !== undefined) {
        if (clause.to < end) this.#speech(quotation, clause.to, end)
        if (clause.mention !== null) this.#spoke(clause.mention, 'yes')
      }
      i = end
    }
  }

  /** One sentence of a quotation, or as much of one as lies in it. */
  #speech(quotation: Quotation, from: number, to: number): void {
    const { text, words, language } = this.#scene
    const voice = this.#voices.get(quotation)
    const start = from === quotation.from ? quotation.start : words[from]!.start
    let end = to === quotation.to ? quotation.end : words[to - 1]!.end
    while (to !== quotation.to && /[.!?…]/.test(text[end] ?? '')) end++
    const silent = voice === undefined && !isToldByAnother(this.#scene, quotation.to)
    const goesOn = silent && this.#last !== null && this.#paragraph - this.#lastParagraph <= 1
    const who: Voice =
      voice !== undefined
        ? voiceOf(this.#scene, this.#cast, voice, this.#last)
        : goesOn
          ? { ...noVoice, speaker: this.#cast.speakerOf(this.#last!, null), mention: this.#last }
          : noVoice
    this.#drafts.push({
      ...who,
      ...{ form: 'direct', start, end, paragraph: this.#paragraph, without: [] },
      within: voice === undefined ? null : this.#relayOf(voice, { start, end }),
      stance: stanceOf(text.slice(start, end), voice?.stance ?? 'asserts', 'direct', language),
    })
  }

  #reports(attribution: Attribution, extent: Extent, within: Draft | null): void {
    const lies = unquoted(this.#scene, extent)
    if (lies === undefined) return
    // Nothing but the reporting clause itself is left beside the quotation.
    const { from, to, stance, words: side } = attribution
    if (side !== 'after' && stance !== 'declines' && lies[0] >= from && isAllOf(this.#scene, lies[1], to))
      return
    const voice = voiceOf(this.#scene, this.#cast, attribution, this.#last)
    const clause = spanOf(this.#scene, from, to)
    for (const part of partsOf(this.#scene, attribution, lies)) {
      const span = spanOf(this.#scene, ...part)
      within?.without.push(span)
      this.#draft(part, voice, 'reported', stance, within ?? this.#relayOf(attribution, span), clause)
    }
  }

  /** The statement of the agency that relays another’s words. */
  #relayOf(attribution: Attribution, span: { readonly start: number; readonly end: number }): Draft | null {
    const { relay } = attribution
    if (relay === null) return null
    let draft = this.#relays.get(attribution)
    if (draft === undefined) {
      draft = {
        ...{
          speaker: this.#cast.speakerOf(relay, this.#last),
          mention: relay,
          verb: verbOf(this.#scene, attribution),
        },
        ...{
          stance: 'asserts',
          form: 'reported',
          ...span,
          paragraph: this.#paragraph,
          within: null,
          without: [],
        },
        speakerAt: spanOf(this.#scene, relay.from, relay.to),
      }
      this.#relays.set(attribution, draft)
      this.#drafts.push(draft)
    }
    draft.end = Math.max(draft.end, span.end)
    draft.without.push(span)
    return draft
  }

  /** “Об этом сообщил X.”: what the author said just before in this paragraph, or in the one before where this begins one. */
  #attributeBack(attribution: Attribution): void {
    const voice = voiceOf(this.#scene, this.#cast, attribution, this.#last)
    const paragraph = this.#drafts.at(-1)?.paragraph ?? -1
    if (this.#paragraph - paragraph > 1) return
    for (let i = this.#drafts.length - 1; i >= 0; i--) {
      const draft = this.#drafts[i]!
      const nobodys =
        draft.form === 'own' ||
        (draft.form === 'reported' && draft.mention === null && draft.speaker.role === null)
      if (!nobodys || draft.paragraph !== paragraph) return
      Object.assign(draft, voice, { form: 'reported' })
      draft.within = this.#relayOf(attribution, { start: draft.start, end: draft.end })
    }
  }

  #ownPart(from: number, to: number): void {
    const part = unquoted(this.#scene, [from, withoutTurn(this.#scene, from, to)])
    if (part !== undefined && saysEnough(this.#scene, ...part)) this.#draft(part, noVoice, 'own', 'asserts')
  }

  #draft(
    part: Extent,
    voice: Voice,
    form: Draft['form'],
    by: Draft['stance'],
    within: Draft | null = null,
    clause: { readonly start: number; readonly end: number } | null = null,
  ): void {
    const { text, language } = this.#scene
    const { start, end } = spanOf(this.#scene, ...part)
    const without =
      clause !== null && by !== 'declines' && clause.start < end && clause.end > start ? [clause] : []
    const said =
      without.length === 0
        ? text.slice(start, end)
        : text.slice(start, clause!.start) + text.slice(clause!.end, end)
    this.#drafts.push({
      ...voice,
      ...{ form, start, end, paragraph: this.#paragraph, within, without },
      stance: stanceOf(said, by, form, language),
    })
  }

  /** A pronoun stands for whom it points to, so that the next one finds them. */
  #spoke(mention: Mention, going: 'yes' | 'list'): void {
    const last = this.#last
    const name = last === null ? null : this.#cast.speakerOf(last, null).name
    const same =
      (mention.kind === 'pronoun' || mention.name === null) &&
      name !== null &&
      this.#cast.speakerOf(mention, last).name === name
    if (!same) this.#last = mention
    this.#lastParagraph = this.#paragraph
    this.#going = going
  }

  /** A sentence that only goes on with what was attributed: a list, a number without its noun, “in addition”, “by preliminary data”. */
  #goesOn({ from, to, paragraph }: Sentence): boolean {
    if (this.#last === null) return false
    const sameParagraph = paragraph === this.#lastParagraph
    // What is known so far comes from who is speaking; in another paragraph only where nobody else speaks.
    if (opensWithHedgedData(this.#scene, from))
      return isNamed(this.#last, this.#cast) && (sameParagraph || this.#onlySource)
    return sameParagraph && this.#going !== 'no' && goesOnFrom(this.#scene, from, to, this.#going)
  }
}
