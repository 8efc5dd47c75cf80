/** What a key means where letters are choices: the one that is shown, or on a keyboard of another script the key where its Latin letter lies. */

export interface Pressed {
  readonly key: string
  /** Where the key lies: `KeyD`. */
  readonly code: string
}

export interface Lettered<Value> {
  /** As shown, in lower case; empty where no letter was free. */
  readonly key: string
  readonly latin: string
  readonly value: Value
}

export function meantBy<Value>(choices: readonly Lettered<Value>[], pressed: Pressed): Value | undefined {
  const key = pressed.key.toLowerCase()
  if (key === '') return undefined
  const shown = choices.find((choice) => choice.key === key)
  if (shown !== undefined) return shown.value
  // A letter of the script that is shown, which stands for nothing, must not be taken for another by its place.
  if (choices.some((choice) => isLatin(choice.key) === isLatin(key))) return undefined
  const lies = isLatin(key) ? key : pressed.code.replace(/^Key/, '').toLowerCase()
  return choices.find((choice) => choice.latin === lies)?.value
}

function isLatin(letter: string): boolean {
  return /^[a-z]$/.test(letter)
}
