/** XSD 1.0's dates and times (part 2 §3.2.7 to §3.2.14), as their lexical form has them and as the calendar allows. */

const zone = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))?'
const year = '-?(?:[1-9]\\d{4,}|\\d{4})'
// Midnight may be said as the end of a day (§3.2.7.1, second edition); a leap second may not be said.
const clock = '(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?|24:00:00(?:\\.0+)?)'

const dateTime = new RegExp(`^(${year})-(\\d\\d)-(\\d\\d)T${clock}${zone}$`)
const date = new RegExp(`^(${year})-(\\d\\d)-(\\d\\d)${zone}$`)
const time = new RegExp(`^${clock}${zone}$`)

export function isDateTime(value: string): boolean {
  return isDay(dateTime.exec(value))
}

export function isDate(value: string): boolean {
  return isDay(date.exec(value))
}

export function isTime(value: string): boolean {
  return time.test(value)
}

const gregorian = {
  'year-month': new RegExp(`^(${year})-(?:0[1-9]|1[0-2])${zone}$`),
  year: new RegExp(`^(${year})${zone}$`),
  'month-day': new RegExp(
    `^()--(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2\\d)|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31)${zone}$`,
  ),
  day: new RegExp(`^()---(?:0[1-9]|[12]\\d|3[01])${zone}$`),
  month: new RegExp(`^()--(?:0[1-9]|1[0-2])${zone}$`),
}

export function isGregorian(form: keyof typeof gregorian): (value: string) => boolean {
  const expression = gregorian[form]
  return (value) => {
    const found = expression.exec(value)
    return found !== null && isYear(found[1]!)
  }
}

/** XSD 1.0 has no year 0 (§3.2.7). */
function isYear(text: string): boolean {
  return text !== '0000' && text !== '-0000'
}

function isDay(found: RegExpExecArray | null): boolean {
  if (found === null || !isYear(found[1]!)) return false
  const [month, day] = [Number(found[2]), Number(found[3])]
  if (month < 1 || month > 12 || day < 1) return false
  return day <= (month === 2 && isLeap(found[1]!) ? 29 : days[month - 1]!)
}

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The Gregorian rule repeats itself every 400 years, of which 10,000 is a multiple: four digits decide. */
function isLeap(text: string): boolean {
  const lastFour = Number(text.slice(-4))
  return lastFour % 4 === 0 && (lastFour % 100 !== 0 || lastFour % 400 === 0)
}
