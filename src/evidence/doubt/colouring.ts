/** Words louder or softer than the facts beside them, and a witness too vivid to have no name. */
import { doubt, quoteIn, wordsMet, type DoubtRule, type Examined } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import { greatAttack, namelessWitness, softened, vivid } from './words/colouring.ts'
import { thingOf } from './words/tallies.ts'

export const colouring: DoubtRule = (examined) => [
  ...louder(examined),
  ...softer(examined),
  ...witnesses(examined),
]

const quoteFrom = ({ text, words }: Examined, from: number, to: number) =>
  quoteIn(text, words[from]!.start, words[to - 1]!.end)

/** What is no great attack, if it is all. */
const few = 3

/** “A massive attack” of which the text counts two drones. */
function louder(examined: Examined): TextDoubt[] {
  const { sentences, numbers, words } = examined
  const great = sentences.flatMap((sentence) => wordsMet(sentence, greatAttack) ?? [])[0]
  if (great === undefined) return []
  const counted = numbers.flatMap((number) => {
    const at = [number.to, number.to + 1, number.to + 2].find(
      (index) => thingOf(words[index]?.folded ?? '') !== undefined,
    )
    return at === undefined ? [] : [{ number, to: at + 1 }]
  })
  const [only] = counted
  if (
    only === undefined ||
    counted.some(({ number: { value, bound } }) => value > few || bound !== 'exactly')
  )
    return []
  return [
    doubt(
      'exaggeration',
      `The attack is called great, and the text counts ${only.number.value}.`,
      ...[great, { from: only.number.from, to: only.to }]
        .sort((a, b) => a.from - b.from)
        .map(({ from, to }) => quoteFrom(examined, from, to)),
    ),
  ]
}

function softer(examined: Examined): TextDoubt[] {
  const met = examined.sentences.flatMap((sentence) => wordsMet(sentence, softened) ?? [])[0]
  if (met === undefined) return []
  return [
    doubt(
      'euphemism',
      'A bang that nobody explains is called a pop; it may have been an explosion.',
      quoteFrom(examined, met.from, met.to),
    ),
  ]
}

function witnesses(examined: Examined): TextDoubt[] {
  return examined.sentences
    .filter(({ folded }) => vivid.test(folded) && namelessWitness.test(folded))
    .slice(0, 3)
    .map(({ start, end }) =>
      doubt(
        'implausible-witness',
        'A witness without a name is drawn vividly; such witnesses are easily made up.',
        quoteIn(examined.text, start, end),
      ),
    )
}
