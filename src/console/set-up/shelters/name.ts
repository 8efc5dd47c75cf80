/** A shelter’s name in a language, or in any; its address where it has none. Pure. */
export function nameOfShelter(
  { names, address }: { readonly names: { readonly [language: string]: string }; readonly address: string },
  language: string,
): string {
  return names[language] ?? Object.values(names)[0] ?? address
}
