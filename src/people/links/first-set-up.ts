/** The very first administrator: no default password, but a link that only the machine's own console shows. */
import type { IdSource, PersonId } from '#base'
import type { PeopleDoor } from '../sign-in/ports.ts'
import type { LinkBook, MadeLink } from './link-book.ts'

/**
 * Makes a set-up link while no human administrates the installation, and withdraws the one before; undefined when somebody
 * does. The token must be shown on the machine's console and nowhere else: not in a log that is collected.
 */
export async function openFirstSetUp(parts: {
  readonly door: Pick<PeopleDoor, 'isGoverned'>
  readonly links: LinkBook
  readonly ids: IdSource
}): Promise<MadeLink | undefined> {
  const { door, links, ids } = parts
  if (door.isGoverned() === 'governed') {
    await links.withdrawAll('set-up')
    return undefined
  }
  // The same person goes on where a try broke off: nobody is left over half made.
  const [former] = await links.listOf('set-up')
  return links.make('set-up', former?.person ?? (ids.next('person') as PersonId))
}
