/** Which document, or which claim in it, somebody means by its id or by the address of its page. Pure. */

const idForm = /^[\w.:-]{1,64}(?:\/\d{1,6})?$/

/** `document-1`, `document-1/3`, or a link such as `https://…/console/evidence/document-1?claim=3`; undefined for anything else. */
export function referenceOf(text: string): string | undefined {
  const plain = text.trim()
  if (idForm.test(plain)) return plain
  const [path = '', query = ''] = plain.split('?', 2)
  const found = /\/console\/evidence\/([^/?#]+)$/.exec(path.replace(/#.*$/, ''))
  if (found === null) return undefined
  const claim = new URLSearchParams(query.replace(/#.*$/, '')).get('claim')
  let document: string
  try {
    document = decodeURIComponent(found[1]!)
  } catch {
    return undefined
  }
  const reference = claim === null ? document : `${document}/${claim}`
  return idForm.test(reference) ? reference : undefined
}
