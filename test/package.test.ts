/** What is shipped and installed: exact versions, no addresses, licences that fit, a reason for each dependency, no secrets. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { builtConsole } from './support/console.ts'
import { missingOptional, type Lock } from '../tools/complete-lock.ts'

const root = join(import.meta.dirname, '..')
const readJson = (path: string) =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>

type Versions = Record<string, string>
const manifest = readJson('package.json') as {
  dependencies: Versions
  devDependencies: Versions
  optionalDependencies: Versions
}
const lock = readJson('package-lock.json') as {
  packages: Record<
    string,
    { dev?: boolean; resolved?: string; integrity?: string; license?: string; optional?: boolean }
  >
}

/** Licences whose conditions an Apache-2.0 product can keep. */
const fitting = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  // Copyleft file by file: a library that is installed unmodified asks nothing of what uses it (MPL 2.0 §3.3).
  'MPL-2.0',
  // Fonts that are embedded and not sold by themselves (OFL 1.1 §1, §5).
  'OFL-1.1',
]

/** Packages that misspell their licence, with what their licence file says. */
const misspelt: Record<string, string> = { 'splaytree-ts': 'BSD-3-Clause' }

const installed = Object.entries(lock.packages)
  .filter(
    ([path, entry]) => path !== '' && entry.dev !== true && existsSync(join(root, path, 'package.json')),
  )
  .map(([path]) => {
    const stated = readJson(join(path, 'package.json')) as {
      name: string
      license?: string | { type: string }
    }
    const license = typeof stated.license === 'object' ? stated.license.type : (stated.license ?? 'none')
    return { path, name: stated.name, license: misspelt[stated.name] ?? license }
  })

const dependenciesPage = readFileSync(join(root, 'docs', 'decisions', 'dependencies.md'), 'utf8')

/** The lines of a table of packages. */
function rowsOf(page: string): { readonly name: string; readonly cells: readonly string[] }[] {
  return [...page.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, name = '', cells = '']) => ({
    name,
    cells: cells.split(' | ').map((cell) => cell.trim()),
  }))
}

describe('the package', () => {
  test('pins every version exactly', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest
    for (const [name, version] of Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
    }))
      assert.match(version, /^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/, name)
  })

  test('locks no download address: whoever installs uses their own registry', () => {
    const addressed = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)
    assert.deepEqual(addressed, [])
  })

  test('locks the optional packages of every platform, because `npm ci` refuses a lock without them', () => {
    assert.deepEqual(
      missingOptional(lock as Lock),
      {},
      'run `node tools/complete-lock.ts` after `npm install`',
    )
    const { 'node_modules/@oxfmt/binding-darwin-arm64': one, ...others } = (lock as Lock).packages
    assert.deepEqual(missingOptional({ packages: others }), {
      'node_modules/@oxfmt/binding-darwin-arm64': {
        version: one?.version,
        cpu: ['arm64'],
        os: ['darwin'],
        dev: true,
        optional: true,
      },
    })
  })

  test('locks a checksum for everything that runs in operation', () => {
    const unchecked = Object.entries(lock.packages).filter(
      ([path, { dev, integrity }]) => path !== '' && dev !== true && integrity === undefined,
    )
    assert.deepEqual(unchecked, [])
  })

  test('installs only what an Apache-2.0 product can ship', () => {
    assert.ok(installed.length > 50, `only ${installed.length} packages were looked at`)
    const alternatives = (license: string) => license.replace(/[()]/g, '').split(' OR ')
    assert.deepEqual(
      installed.filter(({ license }) => !alternatives(license).some((each) => fitting.includes(each))),
      [],
    )
  })

  test('compiles into the console only what an Apache-2.0 product can ship, and says what it is', async () => {
    await builtConsole()
    const gathered = readFileSync(join(root, 'dist', 'console', '.vite', 'license.md'), 'utf8')
    const compiled = [...gathered.matchAll(/^## (\S+) - (\S+) \((.+)\)$/gm)].map(
      ([, name, version, license]) => ({
        ...{ name: name!, version: version!, license: license! },
      }),
    )
    assert.ok(
      compiled.some(({ name }) => name === 'svelte'),
      'the builder no longer gathers licences',
    )
    assert.deepEqual(
      compiled.filter(({ license }) => !fitting.includes(license)),
      [],
    )
    const rows = rowsOf(dependenciesPage.split('## Compiled into')[1]!)
    const named = rows.map(({ name }) => name)
    const own = Object.keys(manifest.devDependencies)
    assert.deepEqual(
      compiled.filter(({ name }) => own.includes(name) && !named.includes(name)),
      [],
      'it is compiled in, and has no line',
    )
    for (const { name, cells } of rows) {
      const stated = readJson(join('node_modules', name, 'package.json')) as {
        license: string
        version: string
      }
      assert.equal(cells[2], stated.license, name)
      assert.ok([...fitting, 'OFL-1.1'].includes(stated.license), name)
      assert.ok(cells[3]?.startsWith(stated.version), `${name}: the line speaks of ${cells[3]}`)
    }
  })

  test('has a reason for every runtime dependency, and none for what is gone', () => {
    const rows = rowsOf(dependenciesPage.split('## Compiled into')[0]!)
    const needed = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
    assert.deepEqual(rows.map(({ name }) => name).toSorted(), needed.toSorted())
    for (const { name, cells } of rows) {
      assert.equal(cells.filter((cell) => cell !== '').length, 5, name)
      const license = installed.find((one) => one.path === `node_modules/${name}`)?.license
      if (license !== undefined) assert.equal(cells[2], license, name)
      const version = { ...manifest.dependencies, ...manifest.optionalDependencies }[name]
      assert.ok(
        cells[3]?.startsWith(version ?? ' '),
        `${name}: the line speaks of ${cells[3]}, installed is ${version}`,
      )
    }
  })
})

const isCheckout = existsSync(join(root, '.git')) ? false : 'this is not a git checkout'

describe('the tracked files', () => {
  // Written in pieces, so that this file does not find itself.
  const forbidden: [what: string, pattern: RegExp][] = [
    [
      'a path of somebody’s machine',
      new RegExp(`(?<![\\w./:-])/(${['root', 'work', 'home', 'Users'].join('|')})/\\w`),
    ],
    ['the path of this checkout', new RegExp(`(?<![\\w./:-])${RegExp.escape(root)}/`)],
    ['the home folder of whoever runs this', new RegExp(`(?<![\\w./-])${RegExp.escape(homedir())}/`)],
    [
      'the host of a package registry',
      new RegExp(['registry\\.npm', 'js\\.org|npm\\.pkg\\.git', 'hub|registry\\.yarn', 'pkg'].join('')),
    ],
    [
      'a private key',
      new RegExp(['-----BEGIN ', '[A-Z ]*PRIVATE KEY-----\\s*\\n?\\s*[A-Za-z0-9+/]{40}'].join('')),
    ],
    [
      'an access token',
      /\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|npm_[A-Za-z0-9]{36}|xox[abprs]-[A-Za-z0-9-]{20}|sk-[A-Za-z0-9]{40})\b/,
    ],
    ['a registry token', new RegExp(['_auth', 'Token\\s*='].join(''))],
  ]

  test('hold no path of a machine, no registry, no secret', { skip: isCheckout }, () => {
    const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
    const found: string[] = []
    let looked = 0
    for (const name of names) {
      if (name === '' || !existsSync(join(root, name))) continue
      const text = readFileSync(join(root, name), 'latin1')
      if (text.includes('\0')) continue
      looked++
      for (const [what, pattern] of forbidden) {
        const match = pattern.exec(text)
        if (match !== null) found.push(`${name}: ${what}: ${match[0].slice(0, 60)}`)
      }
    }
    assert.deepEqual(found, [])
    assert.ok(looked > 50, `only ${looked} files were looked at`)
  })

  test('would be caught with what is forbidden', () => {
    const planted = [
      `see /${'home'}/olena/notes`,
      ` ${root}/src`,
      ` ${homedir()}/x`,
      `https://registry.npm${'js.org'}/zod`,
      `-----BEGIN ${'PRIVATE KEY'}-----\n${'A'.repeat(64)}`,
      `ghp_${'a'.repeat(36)}`,
      `//example.org/:_auth${'Token'}=1`,
    ]
    planted.forEach((text, at) => assert.match(text, forbidden[at]?.[1] ?? /^$/))
  })
})
