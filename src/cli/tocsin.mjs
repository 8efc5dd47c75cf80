#!/usr/bin/env node
// The way in. Parses on any Node since 12.17, so that an old one says what is missing instead of a syntax error: it starts
// again with the Node 24 that `npm ci` brought along, or explains how to get it.
import { spawn } from 'child_process'
import { existsSync, readdirSync } from 'fs'
import module from 'module'
import { constants } from 'os'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'

// 24.12 is the first that runs TypeScript without a flag and without a warning.
const oldestMajor = 24
const oldestMinor = 12

const modules = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'node_modules')

const version = process.versions.node.split('.').map(Number)
const isNewEnough = version[0] > oldestMajor || (version[0] === oldestMajor && version[1] >= oldestMinor)

if (isNewEnough) {
  keepCompiled()
  import('./main.ts')
    .then((main) => main.main(process.argv.slice(2)))
    .catch((error) => {
      console.error(error)
      process.exitCode = 2
    })
} else {
  const bundled = bundledNode()
  if (bundled === undefined) {
    console.error(
      'Tocsin needs Node ' +
        oldestMajor +
        '.' +
        oldestMinor +
        ' or newer, and this is ' +
        process.version +
        '.\n' +
        'On Linux and Windows `npm ci` brings it along; elsewhere install it from https://nodejs.org/ and try again.',
    )
    process.exitCode = 2
  } else startAgain(bundled)
}

// Node keeps what it made of the code for the next start: without it every start takes the types off the TypeScript and compiles
// everything again, a third of its time and 20 MB. It is kept inside the project, beside the packages, and goes when they go; where
// nothing may be written, Node does without and says nothing.
function keepCompiled() {
  const folder = join(modules, '.cache', 'tocsin')
  module.enableCompileCache(folder)
  // Threads and forked processes read it from here. Whoever set it, or NODE_DISABLE_COMPILE_CACHE, has their way.
  if (process.env.NODE_COMPILE_CACHE === undefined) process.env.NODE_COMPILE_CACHE = folder
}

function bundledNode() {
  const names = existsSync(modules)
    ? readdirSync(modules).filter((name) => /^node-(linux|win)-/.test(name))
    : []
  return names
    .map((name) => join(modules, name, 'bin', name.startsWith('node-win') ? 'node.exe' : 'node'))
    .find((path) => path.includes(process.arch) && existsSync(path))
}

function startAgain(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    console.error(error.message)
    process.exitCode = 2
  })
  child.once('exit', (code, signal) => {
    // 128 + the signal's number is how shells tell that a program was ended by it.
    process.exitCode = signal === null ? code : 128 + constants.signals[signal]
  })
}
