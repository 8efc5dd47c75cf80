/** Reads the words to a family with the key of the link; without it they stay closed. */
import { opened } from './safe-sealed.dom.ts'

const { ciphertext = '' } = document.getElementById('safe-word')?.dataset ?? {}
const line = document.getElementById('words')
if (line !== null && ciphertext !== '')
  opened(ciphertext, location.hash.slice(1)).then(
    (words) => (line.textContent = words),
    () => (line.textContent = line.dataset['noKey'] ?? ''),
  )
// Another language is another address: the key goes along.
for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a')) link.hash = location.hash
