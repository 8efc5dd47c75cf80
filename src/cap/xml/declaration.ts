/** The form of an XML declaration (XML 1.0 §2.8). */

const form =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])(1\.[0-9]+)\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\3)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\4)?[ \t\r\n]*\?>$/

/** The version that it declares; undefined where it is not in the form. */
export function versionIn(declaration: string): string | undefined {
  return form.exec(declaration)?.[2]
}
