/** Where a document type declaration ends. Nothing in it is looked at for what it says: no entity, no default, no address. */

/** The offset after its `>`, or -1 if the document ends first. One pass, whatever is in it (XML 1.0 §2.8). */
export function doctypeEnd(text: string, from: number): number {
  let inSubset: 'inside' | 'outside' = 'outside'
  // Inside the subset a quotation mark means something in a declaration only: `<!ENTITY a "]>">`.
  let inDeclaration: 'inside' | 'outside' = 'inside'
  for (let at = from; at < text.length; at += 1) {
    switch (text[at]) {
      case '"':
      case "'": {
        if (inDeclaration === 'outside') break
        const closing = text.indexOf(text[at]!, at + 1)
        if (closing === -1) return -1
        at = closing
        break
      }
      case '[':
        if (inSubset === 'outside') [inSubset, inDeclaration] = ['inside', 'outside']
        break
      case ']':
        if (inSubset === 'inside' && inDeclaration === 'outside')
          [inSubset, inDeclaration] = ['outside', 'inside']
        break
      case '<': {
        const closer = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : undefined
        if (closer !== undefined) {
          const closing = text.indexOf(closer, at + (closer === '-->' ? 4 : 2))
          if (closing === -1) return -1
          at = closing + closer.length - 1
        } else inDeclaration = 'inside'
        break
      }
      case '>':
        if (inSubset === 'outside') return at + 1
        inDeclaration = 'outside'
        break
      default:
    }
  }
  return -1
}
