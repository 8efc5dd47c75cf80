/** Whether something pasted is a message to be read, rather than a name for the field it was pasted into. */
export function isMessage(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length >= 25 || /\n/.test(trimmed) || trimmed.split(/\s+/).length > 4
}
