/** Takes secrets out of texts that operators and callers read. Nobody should write one into them; this is for when somebody does. */

/** What is left in its place. */
const blackened = '…'

const forms: readonly [RegExp, string][] = [
  // Names and passwords in addresses (RFC 3986 §3.2.1).
  [/(\/\/)[^/\s@"'<>]+@/g, `$1${blackened}@`],
  // RFC 9110 §11.6.2.
  [/\b(Bearer|Basic)\s+[\w+/=.~-]{4,}/gi, `$1 ${blackened}`],
  [/\b(__Host-tocsin|tocsin)=[^;\s"']+/g, `$1=${blackened}`],
  // Our keys, and those of Standard Webhooks: made with a beginning by which they are known again.
  [/\b(tocsin|whsec)_[\w+/=-]{8,}/g, `$1_${blackened}`],
  // In queries and forms.
  [/\b([\w.-]*(?:token|secret|password|passwd|api_?key)=)[^&\s"']+/gi, `$1${blackened}`],
  [/("[\w.-]*(?:token|secret|password|passwd)"\s*:\s*")[^"]*/gi, `$1${blackened}`],
]

export function withoutSecrets(text: string): string {
  let clean = text
  for (const [form, instead] of forms) clean = clean.replace(form, instead)
  return clean
}
