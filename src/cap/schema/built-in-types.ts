/** The types that XSD 1.0 brings with it (part 2 §3): what text each takes, and which one is a narrower form of which. */
import { isAnyUri } from './any-uri.ts'
import { isDate, isDateTime, isGregorian, isTime } from './date-types.ts'

/** §4.3.6: what is done to white space before a value is looked at. */
type WhiteSpace = 'preserve' | 'replace' | 'collapse'

interface BuiltIn {
  /** The type it restricts; `list` for the three lists, which restrict none. */
  readonly base: string
  readonly whiteSpace: WhiteSpace
  /** Whether a value whose white space was treated belongs to it. */
  readonly takes: (value: string) => boolean
}

const anything = () => true

/** XSD lets a processor set limits (§3.2.3, §3.2.7); without one, an expression could fill V8's stack. UTF-16 units. */
const longestValue = 100_000
const short = (takes: BuiltIn['takes']) => (value: string) => value.length <= longestValue && takes(value)
const matching = (expression: RegExp) => short((value) => expression.test(value))
const collapse = (base: string, takes: BuiltIn['takes']): BuiltIn => ({ base, whiteSpace: 'collapse', takes })

// XML 1.0, the productions of names that XSD 1.0 refers to, in the ranges of the fifth edition.
const nameStart =
  'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}'
const nameRest = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}`
const name = new RegExp(`^[:${nameStart}][:${nameRest}]*$`, 'u')
const ncName = new RegExp(`^[${nameStart}][${nameRest}]*$`, 'u')
const nmToken = new RegExp(`^[:${nameRest}]+$`, 'u')
const isName = matching(ncName)
const nonEmptyListOf = (takes: BuiltIn['takes']) => (value: string) => value.split(' ').every(takes)

const isInteger = matching(/^[+-]?\d+$/)
const between = (least: bigint | undefined, most: bigint | undefined) => (value: string) =>
  // Beyond 40 digits no bounded type goes, and for the others only the sign matters.
  isInteger(value) && inRange(value.replace(/^([+-]?)0+(?=\d)/, '$1'), least, most)

function inRange(digits: string, least: bigint | undefined, most: bigint | undefined): boolean {
  const negative = digits.startsWith('-')
  if (digits.length > 40) return negative ? least === undefined : most === undefined
  const number = BigInt(digits.replace('+', ''))
  return (least === undefined || number >= least) && (most === undefined || number <= most)
}

// These two may be long: no groups that repeat, so that no limit is needed.
function isHexBinary(value: string): boolean {
  return value.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(value)
}

/** §3.2.16: groups of four, a space allowed between any two characters; the bits a last group leaves over are nought. */
function isBase64(value: string): boolean {
  const packed = value.replaceAll(' ', '')
  const last = packed.slice(-4)
  return (
    packed.length % 4 === 0 &&
    /^[A-Za-z0-9+/]*={0,2}$/.test(packed) &&
    (!last.includes('=') || /^(..[AEIMQUYcgkosw048]=|.[AQgw]==)$/.test(last))
  )
}

const builtIn = {
  anySimpleType: { base: 'anyType', whiteSpace: 'preserve', takes: anything },
  string: { base: 'anySimpleType', whiteSpace: 'preserve', takes: anything },
  normalizedString: { base: 'string', whiteSpace: 'replace', takes: anything },
  token: collapse('normalizedString', anything),
  language: collapse('token', matching(/^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/)),
  NMTOKEN: collapse('token', matching(nmToken)),
  Name: collapse('token', matching(name)),
  NCName: collapse('Name', isName),
  ID: collapse('NCName', isName),
  IDREF: collapse('NCName', isName),
  // An entity would have to be declared in a DTD, which is never read: there is none to name.
  ENTITY: collapse('NCName', () => false),
  NMTOKENS: collapse('list', nonEmptyListOf(matching(nmToken))),
  IDREFS: collapse('list', nonEmptyListOf(isName)),
  ENTITIES: collapse('list', () => false),
  boolean: collapse('anySimpleType', matching(/^(true|false|1|0)$/)),
  decimal: collapse('anySimpleType', matching(/^[+-]?(\d+(\.\d*)?|\.\d+)$/)),
  integer: collapse('decimal', isInteger),
  nonPositiveInteger: collapse('integer', between(undefined, 0n)),
  negativeInteger: collapse('nonPositiveInteger', between(undefined, -1n)),
  long: collapse('integer', between(-(2n ** 63n), 2n ** 63n - 1n)),
  int: collapse('long', between(-(2n ** 31n), 2n ** 31n - 1n)),
  short: collapse('int', between(-(2n ** 15n), 2n ** 15n - 1n)),
  byte: collapse('short', between(-128n, 127n)),
  nonNegativeInteger: collapse('integer', between(0n, undefined)),
  unsignedLong: collapse('nonNegativeInteger', between(0n, 2n ** 64n - 1n)),
  unsignedInt: collapse('unsignedLong', between(0n, 2n ** 32n - 1n)),
  unsignedShort: collapse('unsignedInt', between(0n, 2n ** 16n - 1n)),
  unsignedByte: collapse('unsignedShort', between(0n, 255n)),
  positiveInteger: collapse('nonNegativeInteger', between(1n, undefined)),
  float: collapse('anySimpleType', matching(/^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$/)),
  double: collapse('anySimpleType', matching(/^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$/)),
  duration: collapse(
    'anySimpleType',
    matching(/^-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/),
  ),
  dateTime: collapse('anySimpleType', short(isDateTime)),
  time: collapse('anySimpleType', short(isTime)),
  date: collapse('anySimpleType', short(isDate)),
  gYearMonth: collapse('anySimpleType', short(isGregorian('year-month'))),
  gYear: collapse('anySimpleType', short(isGregorian('year'))),
  gMonthDay: collapse('anySimpleType', short(isGregorian('month-day'))),
  gDay: collapse('anySimpleType', short(isGregorian('day'))),
  gMonth: collapse('anySimpleType', short(isGregorian('month'))),
  hexBinary: collapse('anySimpleType', isHexBinary),
  base64Binary: collapse('anySimpleType', isBase64),
  anyURI: collapse('anySimpleType', isAnyUri),
} satisfies { readonly [name: string]: BuiltIn }

export type BuiltInName = keyof typeof builtIn

export function isBuiltIn(type: string): type is BuiltInName {
  return Object.hasOwn(builtIn, type)
}

/** The value as the type sees it: XSD's white space is space, tab, line feed and carriage return, and no other. */
export function treated(type: BuiltInName, text: string): string {
  const { whiteSpace } = builtIn[type]
  if (whiteSpace === 'preserve') return text
  if (whiteSpace === 'replace') return text.replace(/[\t\n\r]/g, ' ')
  return collapsed(text)
}

export function collapsed(text: string): string {
  if (!/[\t\n\r]|^ | $| {2}/.test(text)) return text
  return text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')
}

/** Of a value that `treated` gave. */
export function takes(type: BuiltInName, value: string): boolean {
  return builtIn[type].takes(value)
}

/** Whether a type is the other or restricts it, in any number of steps. */
export function restricts(type: BuiltInName, other: BuiltInName): boolean {
  for (let at: string = type; isBuiltIn(at); at = builtIn[at].base) if (at === other) return true
  return false
}
