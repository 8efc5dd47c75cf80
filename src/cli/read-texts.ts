/** Texts of a warning as they are typed: `en:90=Drones over Lipetsk`, by language and longest length. */
import { ok, refuse, type Json, type Result } from '#base'
import type { Given } from './command.ts'

export function readTexts(given: Given, command: string): Result<Json | undefined, 'server/usage'> {
  const texts: { [language: string]: { [length: string]: string } } = {}
  for (const one of given.values('text')) {
    const parts = /^([A-Za-z-]+):(90|360|1395)=(.*)$/s.exec(one)
    if (parts === null)
      return refuse('server/usage', {
        why: `“${one.slice(0, 40)}” is not LANG:LENGTH=TEXT.`,
        command,
      })
    const [, language, length, words] = parts as unknown as [string, string, string, string]
    texts[language] = { ...texts[language], [length]: words }
  }
  return ok(Object.keys(texts).length === 0 ? undefined : texts)
}
