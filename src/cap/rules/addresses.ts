/** Whether a text is a URI or a relative reference to one (RFC 3986, with letters of other alphabets as RFC 3987 allows them). */

/** What nearly all addresses look like, so that they need no closer look. */
const plain = /^https?:\/\/[a-z\d.-]+(?::\d+)?(?:[/?][\w.~!$&'()*+,;=:@/?-]*)?$/i

/** Why it is none, in a few words; undefined if it is one. */
export function whyNoUri(text: string): string | undefined {
  if (plain.test(text)) return undefined
  if (text === '') return 'it is empty'
  const wrong = /[\s<>"{}|\\^`\p{Cc}]/u.exec(text)?.[0]
  if (wrong !== undefined) return /\s/.test(wrong) ? 'there is a space in it' : `“${wrong}” stands in it`
  if (/%(?![\da-f]{2})/i.test(text)) return 'a % is not followed by two hexadecimal digits'
  if (text.indexOf('#') !== text.lastIndexOf('#')) return 'it has more than one #'
  const colon = /^([^/?#:]*):/.exec(text)?.[1]
  if (colon !== undefined && !/^[a-z][a-z0-9+.-]*$/i.test(colon)) return `“${colon}:” is no scheme`
  const [, scheme = '', rest = ''] = /^(?:([^/?#:]*):)?(.*)$/su.exec(text) ?? []
  if (rest === '' && scheme !== '') return 'nothing follows its scheme'
  const authority = /^\/\/([^/?#]*)/.exec(rest)?.[1]
  if (authority === undefined) return /^(https?|ftp)$/i.test(scheme) ? 'no host is named in it' : undefined
  const [, host = '', port = ''] = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(.*))?$/su.exec(authority) ?? []
  if (/^(https?|ftp)$/i.test(scheme) && host === '') return 'no host is named in it'
  return /^\d*$/.test(port) ? undefined : `“${port}” is no port`
}
