/**
 * Looks over a document before a parser may: where its root stands, whether it has a DOCTYPE, which alerts a feed holds, and
 * how much work its namespaces would make. One pass, no recursion; what is not well-formed is left to the parser to refuse.
 */
import { ok, refuse, type Result } from '#base'

export interface Outline {
  readonly doctype: 'none' | 'present'
  /** Offsets of the root's `<` and of the end of its last tag. */
  readonly rootFrom: number
  readonly rootTo: number
  /** Offset of the `</` that closes the root; undefined for `<alert/>`. */
  readonly rootContentTo: number | undefined
  /** As written, with its prefix. */
  readonly rootName: string
  /** Elements called `alert` inside a root of another name, outermost first come, each as a document of its own. */
  readonly alerts: readonly string[]
}

/** Bounds far above what any alert needs: the corpus's largest message is under 2 MB with fewer than 2,000 elements. */
const mostCharacters = 8 * 1024 * 1024
const mostElements = 200_000
const mostAttributes = 64
const mostInScope = 64
const mostDepth = 200
const mostAlerts = 2_000

const token =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!DOCTYPE|<\/([^\s>]+)\s*>|<([^\s/>!?"'=<]+)((?:[^"'<>]|"[^"<]*"|'[^'<]*')*)>/g
const attribute = /([^\s=/"']+)\s*=\s*("[^"]*"|'[^']*')/g

interface Open {
  readonly name: string
  readonly from: number
  /** Namespace declarations of the element itself, by prefix. */
  readonly declared: ReadonlyMap<string, string>
  readonly inScope: number
}

export function outlineOf(
  text: string,
): Result<Outline, 'cap/signature-too-costly' | 'cap/signature-unreadable'> {
  const tooMuch = (what: string) => refuse('cap/signature-too-costly', { what })
  if (text.length > mostCharacters) return tooMuch(`it has ${text.length} characters`)
  const open: Open[] = []
  const alerts: string[] = []
  let doctype: Outline['doctype'] = 'none'
  let root: { name: string; from: number; contentTo: number | undefined; to: number } | undefined
  let elements = 0
  token.lastIndex = 0
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [whole, closes, opens, rest = ''] = found
    if (whole === '<!DOCTYPE') doctype = 'present'
    if (closes !== undefined) {
      const closed = open.pop()
      if (closed === undefined) break
      if (open.length === 0 && root !== undefined)
        Object.assign(root, { contentTo: found.index, to: token.lastIndex })
      else takeAlert(closed, token.lastIndex)
      if (alerts.length > mostAlerts) return tooMuch(`it holds over ${mostAlerts} alerts`)
    }
    if (opens === undefined) continue
    elements += 1
    if (elements > mostElements) return tooMuch(`it has over ${mostElements} elements`)
    const declared = new Map<string, string>()
    let attributes = 0
    for (const [, name = '', value = ''] of rest.matchAll(attribute)) {
      attributes += 1
      if (name === 'xmlns') declared.set('', value)
      else if (name.startsWith('xmlns:')) declared.set(name.slice(6), value)
    }
    if (attributes > mostAttributes) return tooMuch(`an element has over ${mostAttributes} attributes`)
    const inScope = (open.at(-1)?.inScope ?? 0) + declared.size
    if (inScope > mostInScope) return tooMuch(`over ${mostInScope} namespace declarations hold at once`)
    const one: Open = { name: opens, from: found.index, declared, inScope }
    const isEmpty = rest.endsWith('/')
    if (open.length === 0 && root === undefined)
      root = { name: opens, from: found.index, contentTo: undefined, to: token.lastIndex }
    if (isEmpty) continue
    open.push(one)
    if (open.length > mostDepth) return tooMuch(`elements are nested over ${mostDepth} deep`)
  }
  if (root === undefined) return refuse('cap/signature-unreadable', { reason: 'there is no element in it' })
  return ok({
    doctype,
    rootFrom: root.from,
    rootTo: root.to,
    rootContentTo: root.contentTo,
    rootName: root.name,
    alerts,
  })

  function takeAlert(one: Open, to: number): void {
    if (localName(one.name) !== 'alert' || open.some(({ name }) => localName(name) === 'alert')) return
    const xml = text.slice(one.from, to)
    // What the alert leans on of the declarations around it comes along, and nothing else: more of them would change its canonical form.
    const lent = new Map<string, string>()
    for (const { declared } of open) for (const [prefix, value] of declared) lent.set(prefix, value)
    const needed = [...lent].filter(([prefix]) => !one.declared.has(prefix) && leansOn(xml, one.name, prefix))
    const head = `<${one.name}`
    const declarations = needed
      .map(([prefix, value]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}=${value}`)
      .join('')
    alerts.push(`${head}${declarations}${xml.slice(head.length)}`)
  }
}

/** Whether a name in the element bears the prefix; the address of CAP's namespace ends in “cap:1.2” and is none. */
function leansOn(xml: string, name: string, prefix: string): boolean {
  if (prefix === '') return !name.includes(':')
  const plainPrefix = prefix.replace(/[^\p{L}\p{N}_-]/gu, '\\$&')
  return new RegExp(`<${plainPrefix}:|\\s${plainPrefix}:[^\\s=]+\\s*=`, 'u').test(xml)
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
