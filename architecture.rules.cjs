/** Who may import whom: the tree's rules, read by dependency-cruiser (tools/imports.ts) and proven by test/architecture.test.ts. */

/** What each slice sees beside itself. A folder of src/ without a row fails the check. */
const sees = {
  base: [],
  areas: ['base'],
  people: ['base'],
  ledger: ['base'],
  cap: ['base'],
  threats: ['base', 'areas'],
  evidence: ['base', 'areas', 'people', 'ledger', 'threats'],
  alerts: ['base', 'areas', 'people', 'ledger', 'cap', 'threats'],
  targeting: ['base', 'areas'],
  channels: ['base', 'areas', 'targeting', 'cap', 'alerts'],
  delivery: ['base', 'areas', 'people', 'ledger', 'alerts', 'channels'],
  dialects: ['base', 'areas', 'targeting', 'people', 'ledger', 'cap', 'alerts', 'threats', 'web'],
  response: ['base', 'areas', 'people', 'ledger', 'alerts'],
  shelters: ['base', 'areas', 'people', 'ledger', 'alerts'],
  damage: ['base', 'areas', 'people', 'ledger', 'alerts'],
  sites: ['base', 'areas', 'people', 'ledger', 'alerts'],
  cases: ['base', 'areas', 'people', 'ledger', 'evidence'],
  exchange: ['base', 'areas', 'people', 'ledger', 'cap', 'threats', 'alerts'],
  reports: ['base', 'areas', 'people', 'ledger', 'threats', 'alerts'],
  drills: ['base', 'areas', 'threats', 'alerts', 'ledger', 'people'],
  situation: ['base', 'areas', 'people', 'ledger', 'evidence', 'alerts', 'response', 'damage', 'sites'],
  web: ['base', 'areas', 'people', 'ledger', 'cap', 'threats', 'alerts'],
  console: ['base', 'areas', 'people', 'ledger', 'threats', 'alerts', 'web'],
  assess: ['base', 'areas', 'people', 'damage', 'web'],
  resident: ['base', 'areas', 'people', 'ledger', 'threats', 'alerts', 'shelters', 'reports', 'web'],
}

/** The suffixes of files that touch the outside, and those of tests: closed lists. */
const outsideSuffixes =
  'http sse ws cli sqlite postgres nats mqtt smtp smpp webpush cbe fs node dom svelte'.split(' ')
const testSuffixes = ['test', 'contract', 'scenario', 'bench', 'fuzz']

/** A component is always one: it draws. */
const adapter = `(\\.(${outsideSuffixes.join('|')})\\.ts|\\.svelte)$`
const test = `\\.(${testSuffixes.join('|')})\\.ts$`
const testsAndTools = ['^(test|bench|tools)/', test]
const wiring = '^src/(server|cli)/'
/** Where a process begins: it reads the environment and hands it on. */
const mains = ['^src/(server|cli)/main\\.ts$', '\\.mjs$']
/** A slice has one door; cap and evidence have a second one, for what is loaded only when it is needed, and web one for what a service worker runs. */
const door = '^src/([^/]+|cap/reader|evidence/reader|web/html)/index\\.ts$'
const contract = '\\.contract\\.ts$'

/** Packages that only compute: a pure file may use them. */
const purePackages = ['zod', 'csv-parse', 'polyclip-ts', 'ipaddr\\.js', 'bidi-js']
const packageTypes = [
  'npm',
  'npm-dev',
  'npm-optional',
  'npm-peer',
  'npm-bundled',
  'npm-no-pkg',
  'npm-unknown',
]

/** @type {import('dependency-cruiser').IConfiguration & { sees: object }} */
module.exports = {
  sees,
  outsideSuffixes,
  testSuffixes,
  forbidden: [
    ...Object.entries(sees).map(([slice, seen]) => ({
      name: 'a-slice-sees-only-its-row',
      severity: 'error',
      comment: 'its row is at the head of architecture.rules.cjs',
      from: { path: `^src/${slice}/`, pathNot: testsAndTools },
      to: { path: '^src/', pathNot: [slice, ...seen].map((name) => `^src/${name}/`).concat(wiring) },
    })),
    {
      name: 'nobody-imports-the-wiring',
      severity: 'error',
      comment: 'server/ and cli/ stand at the end',
      from: { path: '^src/', pathNot: [wiring, ...testsAndTools] },
      to: { path: wiring },
    },
    {
      name: 'the-server-knows-no-command-line',
      severity: 'error',
      comment: 'cli/ may start the server, not the other way',
      from: { path: '^src/server/', pathNot: testsAndTools },
      to: { path: '^src/cli/' },
    },
    {
      name: 'enter-by-the-door',
      severity: 'error',
      comment:
        'another slice is entered by its index.ts; only the wiring and tests open its adapters as well, and the web apps the shared styles',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', wiring, door, adapter, test, '^src/web/.*\\.css$'] },
    },
    {
      name: 'enter-by-name',
      severity: 'error',
      comment: 'another slice is imported as #name, not by its path',
      from: { path: '^src/([^/]+)/' },
      to: { path: door, pathNot: '^src/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'pure-files-import-no-package',
      severity: 'error',
      comment: 'a file without an outside suffix imports no package, but for those that only compute',
      from: { path: '^src/', pathNot: [adapter, ...testsAndTools, ...mains] },
      to: {
        dependencyTypes: packageTypes,
        pathNot: purePackages.map((name) => `(^|/)node_modules/${name}/`),
      },
    },
    {
      name: 'pure-files-import-no-node-module',
      severity: 'error',
      comment: 'a file without an outside suffix imports no node: module; base/hash.ts may hash',
      from: { path: '^src/', pathNot: [adapter, ...testsAndTools, ...mains, '^src/base/hash\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'adapters-are-opened-by-the-wiring',
      severity: 'error',
      comment: 'a pure file of a slice never opens an adapter',
      from: { path: '^src/', pathNot: [adapter, wiring, ...testsAndTools, door] },
      to: { path: adapter, pathNot: wiring },
    },
    {
      name: 'adapters-lean-on-siblings',
      severity: 'error',
      comment:
        'an adapter may lean on its siblings and on what the web apps share, not on those of another slice',
      from: { path: '^src/([^/]+)/.*' + adapter, pathNot: [wiring, ...testsAndTools] },
      // What the two web apps share is web/'s, and touches a browser as they do.
      to: { path: adapter, pathNot: ['^src/$1/', '^src/base/', '^src/web/.*\\.dom\\.ts$'] },
    },
    {
      name: 'doors-export-pure-things',
      severity: 'error',
      comment: 'index.ts exports no adapter',
      from: { path: door },
      to: { path: adapter },
    },
    {
      name: 'tests-are-leaves',
      severity: 'error',
      comment: 'nothing imports a test; a contract is imported by tests',
      from: {},
      to: { path: test, pathNot: contract },
    },
    {
      name: 'the-product-needs-no-tests',
      severity: 'error',
      comment: 'the product imports neither contracts nor what supports tests',
      from: { path: '^src/', pathNot: testsAndTools },
      to: { path: [contract, '^(test|bench|tools)/'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'types may refer to each other; what runs may not',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'the-product-needs-no-tools',
      severity: 'error',
      comment:
        'what is installed for development is not there in operation; the web apps are built, and hold what they use',
      from: { path: '^src/', pathNot: ['^src/(console|resident)/', ...testsAndTools] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'every-import-resolves',
      severity: 'error',
      comment: 'the file or package is not there',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
}
