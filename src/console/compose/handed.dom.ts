/** A message that was pasted on another screen, handed over to where alerts are composed; taken once. */
let text: string | undefined

export function handOver(message: string): void {
  text = message
}

export function takeHanded(): string | undefined {
  const taken = text
  text = undefined
  return taken
}
