/** Who is who in one document: “the governor”, “Artamonov” and “he” are the person whose full name stands elsewhere in it. */
import { fold, resemblance, soundKey } from '#areas'
import type { TextLanguage } from '../text/text-language.ts'
import { companyKind, kindOfBody, knownName, shortNames } from './bodies.ts'
import { firstMentionAfter } from './mention-order.ts'
import type { Mention } from './mention.ts'
import { holderNamed, type OfficeHolder } from './office-holders.ts'
import { canBe, isBareOffice, isPublicBody, isSameOffice, shortRole } from './roles.ts'

export interface Speaker {
  readonly name: string | null
  readonly role: string | null
  readonly onBehalfOf: string | null
}

interface Person {
  readonly name: string
  readonly key: string
  role: string | null
  heads: string[]
  onBehalfOf: string | null
  readonly gender: Mention['gender']
  readonly since: number
}
interface Body {
  readonly name: string
  readonly head: string | null
  readonly at: number
}

export interface Cast {
  /** `last`: the mention of the speaker before, to whom a pronoun points. */
  speakerOf(mention: Mention, last: Mention | null): Speaker
}

/** Two spellings of one surname: “Artamonov” and “Artemnov”. */
const alike = 0.72
/** Words that point to a body just named, whatever it is. */
const anyBody =
  /^(?:agency|organi[sz]ation|company|department|office|service|institution|operator|ministry|ведомство|служба|организация|компания|агентство|відомство|організація|компанія|агенція|агентство)$/
/** How many words lie between two times that somebody speaks, if “the official” may be the same. */
const nearEnough = 60
/** More different people than this are not told apart by likeness. */
const mostCompared = 60

/** `text`: what the mentions stand in. */
export function castOf(mentions: readonly Mention[], text: string, language: TextLanguage): Cast {
  const people: Person[] = []
  const byKey = new Map<string, Person>()
  const bodies: Body[] = []
  /** Person of each named mention, by its first word. */
  const known = new Map<Mention, Person>()

  const named = mentions.filter(({ kind, name }) => kind === 'person' && name !== null)
  // Full names first, so that a short one that stands before them finds them.
  for (const full of ['yes', 'no'] as const)
    for (const mention of named) {
      const name = mention.name!
      const parts = name.split(' ')
      if (parts.length > 1 !== (full === 'yes')) continue
      const key = soundKey(
        fold(parts[parts.length - 1]!.replace(/^(?:I|II|III|IV|Jr|Sr)\.?$/, parts[parts.length - 2] ?? '')),
      )
      let person = byKey.get(key)
      if (person === undefined && people.length < mostCompared)
        person = people.find((one) => isSame(one, key, parts, mention))
      if (person === undefined) {
        person = {
          ...{
            name,
            key,
            role: null,
            heads: [],
            onBehalfOf: null,
            gender: mention.gender,
            since: mention.from,
          },
        }
        people.push(person)
      }
      if (!byKey.has(key)) byKey.set(key, person)
      known.set(mention, person)
    }
  // A single word with a capital that is a known person’s surname is that person.
  for (const mention of mentions)
    if (mention.kind === 'name') {
      const person = byKey.get(soundKey(fold(mention.name!)))
      if (person !== undefined) known.set(mention, person)
    }
  for (const mention of mentions) {
    const person = known.get(mention)
    if (person !== undefined) {
      if (mention.head !== null) person.heads.push(mention.head)
      if (mention.role !== null && (person.role === null || mention.role.length > person.role.length))
        person.role = mention.role
      person.onBehalfOf ??= mention.onBehalfOf
    } else if (mention.kind === 'body' && (mention.name !== null || isPublicBody(mention)))
      bodies.push({ name: mention.name ?? mention.role!, head: mention.head, at: mention.from })
  }

  function isSame(one: Person, key: string, parts: readonly string[], mention: Mention): boolean {
    if (one.gender !== null && mention.gender !== null && one.gender !== mention.gender) return false
    if (key.charAt(0) !== one.key.charAt(0) || resemblance(key, one.key, alike) < alike) return false
    if (parts.length === 1 || !one.name.includes(' ')) return true
    // Two full names: the first names must agree as well.
    return soundKey(fold(parts[0]!)) === soundKey(fold(one.name.split(' ')[0]!))
  }

  let lower: string | undefined
  const holders = new Map<Person, OfficeHolder | null>()
  /** The office that a person is known to hold. */
  const holderOf = (person: Person): OfficeHolder | null => {
    let holder = holders.get(person)
    if (holder === undefined) {
      holder = holderNamed(person.name.split(' '), () => (lower ??= text.toLowerCase()), language) ?? null
      holders.set(person, holder)
    }
    return holder
  }
  /** One for each person, so that an office learnt later is his in what he said before. */
  const speakers = new Map<Person, { -readonly [Field in keyof Speaker]: Speaker[Field] }>()
  const speakerOfPerson = (person: Person): Speaker => {
    let speaker = speakers.get(person)
    if (speaker === undefined) {
      const role = shortRole(person.role ?? holderOf(person)?.role ?? null, language)
      speaker = { name: holderOf(person)?.name ?? person.name, role, onBehalfOf: person.onBehalfOf }
      speakers.set(person, speaker)
    }
    return speaker
  }
  /** The text’s own words for an office count more than what is known of it. */
  const learnRole = (person: Person, role: string | null): void => {
    person.role = role
    const speaker = speakers.get(person)
    if (speaker !== undefined && role !== null) speaker.role = shortRole(role, language)
  }
  /** “Сергей Аксёнов сообщил …, подчеркнул глава Крыма”: an office without a name, just after a name without an office, is his. */
  const takesOffice = (mention: Mention, head: string, last: Mention | null): Person | undefined => {
    const person = last === null || mention.from - last.to > nearEnough ? undefined : known.get(last)
    if (person === undefined || person.heads.length > 0 || person.role !== null || holderOf(person) !== null)
      return undefined
    // “The mayor” alone may be anybody’s mayor.
    if (!person.name.includes(' ') || mention.role === null) return undefined
    if (!mention.role.includes(' ') && people.length > 1) return undefined
    person.heads.push(head)
    learnRole(person, mention.role)
    return person
  }
  let short: ReadonlyMap<string, string> | undefined
  const speakerOfBody = (name: string, head: string | null, role: string | null): Speaker => {
    if (language === 'en') name = knownName(name)
    const known = kindOfBody(name, null, language)
    if (known === null && /^\p{Lu}{2,8}$/u.test(name)) name = (short ??= shortNames(text)).get(name) ?? name
    return {
      name,
      role: shortRole(role, language) ?? known ?? kindOfBody(name, head, language),
      onBehalfOf: null,
    }
  }
  const nobody = (mention: Mention): Speaker => ({
    name: null,
    role: shortRole(mention.role, language),
    onBehalfOf: mention.onBehalfOf,
  })

  function before<Item>(items: readonly Item[], at: (item: Item) => number, limit: number): Item | undefined {
    let best: Item | undefined
    for (const item of items) if (at(item) < limit) best = item
    return best
  }

  function speakerOf(mention: Mention, last: Mention | null): Speaker {
    const { kind, name, head, from, points } = mention
    if ((kind === 'person' || kind === 'name') && name !== null) {
      const person = known.get(mention)
      return person === undefined
        ? {
            name,
            role:
              shortRole(mention.role, language) ??
              (kind === 'name' ? kindOfBody(name, null, language) : companyKind(name, language)),
            onBehalfOf: mention.onBehalfOf,
          }
        : speakerOfPerson(person)
    }
    if (kind === 'person' && head !== null && points === 'back') {
      // “The operator admits”: the company just named.
      const company = last !== null && last.name !== null && (last.kind === 'body' || last.kind === 'name')
      if (company && head === 'operator' && mention.number === 'one' && mention.role === head)
        return speakerOf(last, null)
      const person = holderOfOffice(mention, head, last) ?? takesOffice(mention, head, last)
      if (person?.role === null) learnRole(person, mention.role)
      return person === undefined ? nobody(mention) : speakerOfPerson(person)
    }
    // “The official also urged”: whoever spoke just before, where nothing else is said of him.
    if (kind === 'group' && last !== null && isBareOffice(mention, language) && from - last.to < nearEnough) {
      const person = known.get(last)
      if (person !== undefined) return speakerOfPerson(person)
    }
    if (kind === 'pronoun') {
      // “DTEK Odesa Grids said …, it announced later”: a name that is nobody’s first name may be a company’s.
      if (mention.gender === 'n' && last !== null && last.name !== null && isNoPerson(last))
        return speakerOf(last, null)
      if (mention.number === 'one' && mention.gender !== 'n') {
        if (last !== null && (last.kind === 'person' || last.kind === 'name')) {
          const person = last.name === null ? undefined : known.get(last)
          if (person === undefined || fits(person, mention)) return speakerOf(last, null)
        }
        // “An eyewitness told …. She said”: somebody of whom no more is known.
        if (last !== null && last.name === null && last.number === 'one' && last.role !== null)
          if ((last.kind === 'person' || last.kind === 'group') && mention.from - last.to < nearEnough) {
            const since = named.some(
              (one) => one.from >= last.to && one.from < from && fits(known.get(one)!, mention),
            )
            if (!since) return speakerOf(last, null)
          }
        // “По его сведениям”: a ministry is “he” as well.
        if (last?.kind === 'body' && last.name !== null && language !== 'en') {
          const since = named.some((one) => one.from >= last.to && one.from < from)
          if (!since) return speakerOf(last, null)
        }
        const person = before(
          named.filter((one) => fits(known.get(one)!, mention)),
          (one) => one.from,
          from,
        )
        return person === undefined ? nobody(mention) : speakerOfPerson(known.get(person)!)
      }
      // “Villagers tell …, they say”: several who were named since.
      if (mention.number === 'many') {
        const near = mentions[firstMentionAfter(mentions, from) - 1]
        const since = near !== undefined && (last === null || near.from > last.from) && from - near.to < 25
        if (since && near.name === null && near.kind !== 'body' && near.number === 'many') return nobody(near)
      }
      return last !== null &&
        last.kind !== 'pronoun' &&
        (mention.number === 'many' || (last.kind !== 'person' && last.kind !== 'name'))
        ? speakerOf(last, null)
        : nobody(mention)
    }
    // “the IAEA stated …, its team at the site noted”
    const goesWith = last?.kind === 'body' && last.name !== null && points === 'back' && kind !== 'media'
    if (goesWith && name === null && /^(?:team|staff|mission|expert|inspector)$/.test(head ?? ''))
      return speakerOf(last, null)
    if (kind === 'body' || kind === 'media') {
      if (name !== null && kind === 'media') return { name, role: null, onBehalfOf: null }
      if (name !== null) return speakerOfBody(name, head, mention.role)
      const same = bodies.filter(
        (one) => one.head !== null && one.head === head && canBe(mention, one.name, language),
      )
      const body = before(same, ({ at }) => at, from)
      if (body !== undefined) return speakerOfBody(body.name, body.head, null)
      if (isPublicBody(mention)) return speakerOfBody(mention.role!, head, null)
      const goesOn = last !== null && last.kind === 'body' && last.name !== null && points === 'back'
      if (goesOn && (last.head === null || anyBody.test(head ?? '')) && isBareOffice(mention, language))
        return speakerOf(last, null)
    }
    return nobody(mention)
  }
  function isNoPerson({ kind, role, gender }: Mention): boolean {
    return kind === 'name' || (kind === 'person' && role === null && gender === null)
  }
  /** “The governor”, “глава региона”: who was called so before, or is known to be it. */
  function holderOfOffice(mention: Mention, head: string, last: Mention | null): Person | undefined {
    const fitting = (person: Person) =>
      isSameOffice(mention, head, person.heads, person.role, language) ||
      ((person.role === null || person.heads.length === 0) &&
        isSameOffice(mention, head, holderOf(person)?.heads ?? [], holderOf(person)?.role ?? null, language))
    const spoke = last === null ? undefined : known.get(last)
    if (spoke !== undefined && fitting(spoke)) return spoke
    const holders = people.slice(0, mostCompared).filter(fitting)
    return (
      before(holders, ({ since }) => since, mention.from) ?? (holders.length === 1 ? holders[0] : undefined)
    )
  }
  return { speakerOf }
}

function fits(person: Person, { gender }: Mention): boolean {
  return person.gender === null || gender === null || person.gender === gender
}
