/** Checks that written documents still agree with the tree: links, files they name, the map in ARCHITECTURE.md, the shape of decisions. */
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export interface ProseSeen {
  readonly wrong: readonly string[]
  /** What could not be checked, because it is not written yet. */
  readonly pending: readonly string[]
}

const decisionHeadings = ['Status', 'Context', 'Decision', 'Consequences', 'How it is held']

export function checkProse(root: string): ProseSeen {
  const pages = globSync('**/*.md', { cwd: root, exclude: ['**/node_modules/**', 'dist/**', 'data/**'] })
  const wrong = pages
    .toSorted()
    .flatMap((page) => [...deadLinks(root, page), ...goneFiles(root, page), ...misshapenDecision(root, page)])
  const map = existsSync(join(root, 'ARCHITECTURE.md')) ? wrongMap(root) : undefined
  return {
    wrong: [...wrong, ...(map ?? [])],
    pending: map === undefined ? ['ARCHITECTURE.md and its map of folders'] : [],
  }
}

/** Relative links that lead nowhere, or to a heading that is not there. */
function deadLinks(root: string, page: string): string[] {
  const text = withoutCode(readFileSync(join(root, page), 'utf8'))
  const links = [
    ...text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|<(?:img|a)\s[^>]*(?:src|href)="([^"]+)"/g),
  ]
  return links.flatMap((match) => {
    const link = match[1] ?? match[2] ?? ''
    if (/^([a-z]+:|\/)/i.test(link)) return []
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? join(root, page) : join(root, dirname(page), decodeURIComponent(path))
    if (!existsSync(target)) return [`${page}: the link ${link} leads nowhere`]
    if (anchor === undefined || statSync(target).isDirectory() || !target.endsWith('.md')) return []
    return anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
      ? []
      : [`${page}: ${relative(root, target)} has no heading for #${anchor}`]
  })
}

/** Files of the tree that are named as code, from the root and perhaps with a `*`, and are no longer there. */
function goneFiles(root: string, page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
  const named = text.matchAll(/`((?:src|test|tools|bench|packs|docs|\.ci)\/[\w./*-]*)`/g)
  return [...new Set([...named].map(([, path = '']) => path))]
    .filter((path) => globSync(path, { cwd: root }).length === 0)
    .map((path) => `${page}: it names ${path}, which is not there`)
}

/** The anchors that GitHub gives to a page's headings, and those written by hand. */
function anchorsOf(text: string): string[] {
  const headings = [...withoutCode(text).matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = '']) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
  const written = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = '']) => id)
  return [...headings, ...written]
}

function withoutCode(text: string): string {
  return text
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()<>]/g, ''))
}

/** docs/decisions/NNNN-short-title.md has its five headings, in order, and a number of its own. */
function misshapenDecision(root: string, page: string): string[] {
  const path = page.replaceAll('\\', '/')
  const name = /^docs\/decisions\/(.+)\.md$/.exec(path)?.[1]
  if (name === undefined || ['dependencies', 'README'].includes(name)) return []
  const number = /^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1]
  if (number === undefined) return [`${path}: a decision is named NNNN-short-title.md`]
  const wrong: string[] = []
  const same = readdirSync(join(root, 'docs', 'decisions')).filter((each) => each.startsWith(`${number}-`))
  if (same.length > 1) wrong.push(`${path}: the number ${number} is taken twice`)
  const text = readFileSync(join(root, page), 'utf8')
  const headings = [...text.matchAll(/^## +(.+?) *$/gm)].map(([, heading = '']) => heading)
  const found = headings.filter((heading) => decisionHeadings.some((each) => isSameHeading(each, heading)))
  const complete = decisionHeadings.every((each, at) => isSameHeading(each, found[at] ?? ''))
  if (!complete) wrong.push(`${path}: needs the headings ${decisionHeadings.join(' · ')}, in this order`)
  return wrong
}

function isSameHeading(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/**
 * The map is the first code block of ARCHITECTURE.md: one folder or file a line, two spaces a level, folders end in `/`.
 * Everything on it exists, and every folder at the root and in src/ is on it.
 */
function wrongMap(root: string): string[] {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const block = /^```[a-z]*\n([\s\S]*?)^```/m.exec(text)?.[1]
  if (block === undefined) return ['ARCHITECTURE.md: has no map in a code block']
  const above: string[] = []
  const mapped: string[] = []
  for (const line of block.split('\n')) {
    const [, indent = '', name] = /^( *)(\S+)/.exec(line) ?? []
    if (name === undefined) continue
    const level = indent.length / 2
    if (!Number.isInteger(level) || level > above.length) continue
    above.splice(level, Infinity, name.replace(/\/$/, ''))
    mapped.push(above.slice(0, level + 1).join('/'))
  }
  const gone = mapped.filter((path) => !existsSync(join(root, path)))
  const there = [...foldersOf(root), ...foldersOf(join(root, 'src')).map((name) => `src/${name}`)]
  const unmapped = there.filter((path) => !mapped.includes(path))
  return [
    ...gone.map((path) => `ARCHITECTURE.md: its map names ${path}, which is not there`),
    ...unmapped.map((path) => `ARCHITECTURE.md: its map does not name ${path}/`),
  ]
}

function foldersOf(path: string): string[] {
  if (!existsSync(path)) return []
  const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const notOurs = ['node_modules', 'dist', 'data']
  return folders.map((entry) => entry.name).filter((name) => !name.startsWith('.') && !notOurs.includes(name))
}
