/** Finds in a source every way to the network: modules that open connections, however they are loaded, and what the platform offers by name. */
import ts from 'typescript'

const modules = new Set(
  ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'child_process', 'inspector']
    .flatMap((name) => [name, `node:${name}`])
    .concat(['mqtt', 'pg', 'nodemailer', 'openid-client', 'undici', 'ws', 'socket.io', 'web-push', 'smpp']),
)
const globals = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'sendBeacon'])

export interface WaysOut {
  /** `node:net`, `mqtt`, `fetch`. */
  readonly ways: readonly string[]
}

/** Most sources hold none of the words: they need not be parsed. */
const words = new RegExp(`\\b(${[...globals].join('|')})\\b|['"\`](${[...modules].join('|')})['"\`]`)

export function waysOut(text: string): WaysOut {
  if (!words.test(text)) return { ways: [] }
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true)
  const ways = new Set<string>()
  const own = declaredIn(source)
  const take = (name: string) => {
    if (modules.has(name)) ways.add(name)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const { moduleSpecifier } = node
      const valueOnly = ts.isImportDeclaration(node)
        ? node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword && !onlyTypes(node)
        : !node.isTypeOnly
      if (moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) && valueOnly)
        take(moduleSpecifier.text)
      return
    }
    // import('…'), require('…'), process.getBuiltinModule('…'), module.createRequire(…)('…')
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments
      if (first !== undefined && ts.isStringLiteralLike(first)) take(first.text)
    }
    if (ts.isIdentifier(node) && globals.has(node.text) && isPlatforms(node, own)) ways.add(node.text)
    if (!ts.isTypeNode(node)) ts.forEachChild(node, visit)
  }
  visit(source)
  return { ways: [...ways].toSorted() }
}

function onlyTypes({ importClause }: ts.ImportDeclaration): boolean {
  const bindings = importClause?.namedBindings
  if (importClause === undefined || importClause.name !== undefined) return false
  return (
    bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every((one) => one.isTypeOnly)
  )
}

/** Names that the source declares itself: a parameter called `fetch` is not the platform's. */
function declaredIn(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    const declares =
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node)
    if (declares && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

function isPlatforms(node: ts.Identifier, own: ReadonlySet<string>): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) && parent.name === node)
    return ['globalThis', 'window', 'navigator', 'self'].includes(parent.expression.getText())
  const isKey = (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node
  return !isKey && !ts.isMethodSignature(parent) && !ts.isPropertySignature(parent) && !own.has(node.text)
}
