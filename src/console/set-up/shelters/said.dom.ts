/** What a shelter is called on this page. */
import { nameOfShelter } from './name.ts'
import { language, words } from '../../words.dom.ts'

export function shelterNamed(shelter: Parameters<typeof nameOfShelter>[0]): string {
  return nameOfShelter(shelter, language) || words.setUp.shelters.noName
}

const lists = new Intl.ListFormat(language, { type: 'conjunction' })

export function listed(all: readonly string[]): string {
  return lists.format(all)
}
