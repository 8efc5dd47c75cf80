/** Says things to whoever cannot see them: one voice for the whole console, so that nothing talks over anything. */
let said = $state('')
let waiting: string[] = []
let speaking: ReturnType<typeof setTimeout> | undefined

/** Long enough for a screen reader to take it up, short enough to be of use. */
const pauseFor = 700

/** Politely: after what is being said. Many at once are said together, the same one once. */
export function announce(text: string): void {
  if (text === '' || waiting.includes(text)) return
  waiting.push(text)
  speaking ??= setTimeout(next, 50)
}

function next(): void {
  // The same sentence again is no change of the text, and would not be heard.
  const text = waiting.join(' ')
  said = text === said ? `${text} ` : text
  waiting = []
  speaking = setTimeout(() => {
    speaking = undefined
    if (waiting.length > 0) next()
  }, pauseFor)
}

export function lastSaid(): string {
  return said
}
