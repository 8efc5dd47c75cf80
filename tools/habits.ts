/** Checks the habits of the house that the linter can't say: names of files, their first sentence, enums, boolean parameters, `new Date()`. */
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import ts from 'typescript'

export interface Slip {
  readonly rule: string
  readonly file: string
  readonly line: number
  readonly says: string
}

const rules = createRequire(import.meta.url)('../architecture.rules.cjs') as {
  readonly outsideSuffixes: readonly string[]
  readonly testSuffixes: readonly string[]
}
const emptyWords = 'util utils helper helpers common manager service services data info misc'.split(' ')
/** What a standard calls it: RFC 8030 §1.1. */
const terms = /push-service/g
const longestFile = 300

/** Everything in the tree below `root` that breaks a habit. */
export function checkHabits(root: string): Slip[] {
  const files = globSync('{src,test,bench,tools}/**/*.{ts,mjs}', { cwd: root }).map((file) =>
    file.replaceAll('\\', '/'),
  )
  return files.toSorted().flatMap((file) => slipsOf(file, readFileSync(join(root, file), 'utf8')))
}

/** What one file breaks; `path` counts from the root of the tree. */
export function slipsOf(path: string, text: string): Slip[] {
  const slips: Slip[] = []
  const slip = (rule: string, line: number, says: string) => slips.push({ rule, file: path, line, says })
  const [stem = '', ...suffixes] = basename(path)
    .replace(/\.(ts|mjs)$/, '')
    .split('.')
  const known = [...rules.outsideSuffixes, ...rules.testSuffixes]
  for (const suffix of suffixes)
    if (!known.includes(suffix))
      slip('suffix-of-the-closed-list', 1, `.${suffix} is none of ${known.join(' ')}`)
  const folders = path.split('/').slice(0, -1)
  for (const name of [...folders, stem]) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) slip('kebab-case-names', 1, `“${name}” is not kebab-case`)
    const empty = name
      .replace(terms, 'push')
      .split('-')
      .find((word) => emptyWords.includes(word))
    if (empty !== undefined) slip('names-say-something', 1, `“${empty}” says nothing about what is inside`)
  }
  const isTest = suffixes.some((suffix) => rules.testSuffixes.includes(suffix)) || !path.startsWith('src/')
  const isSuite = suffixes.includes('test')
  if (!isSuite && !/^(#!.*\n)?\s*(\/\*\*|\/\/)/.test(text))
    slip('a-sentence-at-the-head', 1, 'the file does not say what it promises')
  const lines = text.trimEnd().split('\n').length
  if (!isTest && lines > longestFile && !/\bLong because\b/.test(text))
    slip('files-stay-short', 1, `${lines} lines; split it, or say “Long because …” in its head`)

  const isAdapter = suffixes.some((suffix) => rules.outsideSuffixes.includes(suffix))
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
  const visit = (node: ts.Node): void => {
    if (ts.isEnumDeclaration(node)) slip('no-enum', lineOf(node), 'write a union of literals')
    if (!isTest && ts.isParameter(node) && isBoolean(node) && isNamedFunction(node.parent))
      slip(
        'no-boolean-parameter',
        lineOf(node),
        `what does true mean? name the two cases of “${node.name.getText(source)}”`,
      )
    if (!isTest && !isAdapter && readsTheClock(node))
      slip(
        'time-is-an-argument',
        lineOf(node),
        'take `at: Instant` instead of asking the machine for the time',
      )
    ts.forEachChild(node, visit)
  }
  visit(source)
  return slips
}

function isBoolean({ type, initializer }: ts.ParameterDeclaration): boolean {
  if (type !== undefined) return type.kind === ts.SyntaxKind.BooleanKeyword
  return initializer?.kind === ts.SyntaxKind.TrueKeyword || initializer?.kind === ts.SyntaxKind.FalseKeyword
}

/** A function that callers call by name; what a callback is given is not for its author to choose. */
function isNamedFunction(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node))
    return true
  return (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isVariableDeclaration(node.parent)
}

/** `new Date()` without an argument, and `Date()`. */
function readsTheClock(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false
  const isDate = ts.isIdentifier(node.expression) && node.expression.text === 'Date'
  return isDate && (ts.isCallExpression(node) || (node.arguments ?? []).length === 0)
}

if (import.meta.main) {
  const slips = checkHabits(join(import.meta.dirname, '..'))
  for (const { rule, file, line, says } of slips) console.log(`${rule}: ${file}:${line} ${says}`)
  if (slips.length > 0) process.exitCode = 1
}
