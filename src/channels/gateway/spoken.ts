/** What a call says: the text as often as wanted, and in its language how to say that one heard it. */

const press: { readonly [language: string]: (key: string) => string } = {
  en: (key) => `Press ${key} to confirm that you heard this.`,
  uk: (key) => `Натисніть ${key}, щоб підтвердити, що ви це почули.`,
  ru: (key) => `Нажмите ${key}, чтобы подтвердить, что вы это услышали.`,
  he: (key) => `הקישו ${key} כדי לאשר ששמעתם.`,
}

export function spoken(
  text: string,
  { language, repeats, key }: { readonly language: string; readonly repeats: number; readonly key?: string },
): string {
  const say = press[language.split('-')[0] ?? ''] ?? press['en']!
  const once = key === undefined ? text : `${text}\n${say(key)}`
  return Array.from({ length: repeats }, () => once).join('\n\n')
}
