/** Opens the lists of recipients, with links that nobody can guess. */
import { randomBytes } from 'node:crypto'
import type { IdSource } from '#base'
import { openRecipientBook, type LineTable, type RecipientBook } from '#channels'

export function openRecipients(table: LineTable, ids: IdSource): Promise<RecipientBook> {
  return openRecipientBook({ table, ids, newToken: () => randomBytes(24).toString('base64url') })
}
