/** What was to be filled in and was not, what a text machine says of itself, and filler: a text that nobody wrote. */
import { doubt, quoteIn, type DoubtRule } from './examined.ts'
import type { TextDoubt } from './doubt.ts'

/** What brackets of a template hold; “[sic]”, “[in Crimea]” and “[…]” are an editor’s. */
const slot =
  /^(?:(?:insert|add|enter|fill in|your|specific|exact|current|подставить|вставить|вставьте|указать|укажите|введите|уточнить|вставити|вставте|вказати|вкажіть|введіть|уточнити)\b.*|(?:(?:city|town|village|region|district|street|person|official|governor|speaker|source|company|agency|outlet|weapon|river)(?:['’]s)? (?:name|title)|name of (?:the )?\w+|date|time|city|town|name|names|place|location|number|number of \w+|source|title|link|url|day|month|year|region|district|country|author|headline|quote|outlet|organi[sz]ation|tbd|tbc|todo|tk|xx+)|(?:дата|время|город|имя|фамилия|место|число|количество|источник|ссылка|название|регион|район|автор|цитата|должность)|(?:дата|час|місто|ім['’]?я|прізвище|місце|число|кількість|джерело|посилання|назва|регіон|район|автор|цитата|посада))$/iu
const cyrillicOrders =
  /^(?:подставить|вставить|вставьте|указать|укажите|введите|уточнить|вставити|вставте|вказати|вкажіть|введіть|уточнити)(?:\s|$)/iu

const plainSigns: readonly (readonly [RegExp, string])[] = [
  [/\blorem ipsum\b/giu, 'is filler text'],
  [
    /\{\{\s?[\w .|-]{1,40}\}\}|\$\{[\w.]{1,40}\}|%\([a-z_]{1,30}\)s/giu,
    'is a place of a template that was not filled in',
  ],
  [
    /\bas an? (?:ai|artificial intelligence)(?: language)? (?:model|assistant)\b|\bas of my (?:last|knowledge) (?:update|cutoff)\b/giu,
    'is what a text machine says of itself',
  ],
  [
    /(?:как|як) (?:языковая модель|мовна модель|модель штучного інтелекту|искусственный интеллект)/giu,
    'is what a text machine says of itself',
  ],
  [
    /(?<![\p{L}\d])(?:дд\.мм\.(?:гггг|рррр)|dd[./-]mm[./-]yyyy|mm\/dd\/yyyy|чч:мм|гг:хх|hh:mm|xx:xx|хх:хх)(?![\p{L}\d])/giu,
    'is a date or time that was not filled in',
  ],
]

export const leftOverTemplate: DoubtRule = ({ text }) => {
  const found: TextDoubt[] = []
  const say = (start: number, end: number, what: string) =>
    void found.push(
      doubt('template-artefact', `“${text.slice(start, end)}” ${what}.`, quoteIn(text, start, end)),
    )
  for (const match of text.matchAll(/[[<]([^[\]<>\n]{2,60})[\]>]/gu)) {
    const inside = match[1]!.trim()
    if (slot.test(inside) || cyrillicOrders.test(inside))
      say(match.index, match.index + match[0].length, 'is a place of a template that was not filled in')
  }
  for (const [sign, what] of plainSigns)
    for (const match of text.matchAll(sign)) {
      if (found.length >= 20) return found
      say(match.index, match.index + match[0].length, what)
    }
  return found.slice(0, 20)
}
