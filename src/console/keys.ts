/** Which key was meant, on any keyboard: a letter of another script is the Latin one on the same key. Pure. */

export interface Pressed {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** “n” for the key of that letter in whatever layout; other keys by their names. */
export function keyMeant({ key, code }: Pick<Pressed, 'key' | 'code'>): string {
  const isForeign = key.length === 1 && key.charCodeAt(0) > 127
  if (isForeign && /^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase()
  return key.length === 1 ? key.toLowerCase() : key
}

/** Alone, without what makes it a command of the browser. */
export function isAlone({ ctrlKey, metaKey, altKey }: Pressed): boolean {
  return !ctrlKey && !metaKey && !altKey
}

/** Ctrl K, or its like on another machine. */
export function opensPalette(pressed: Pressed): boolean {
  return (pressed.ctrlKey || pressed.metaKey) && !pressed.altKey && keyMeant(pressed) === 'k'
}
