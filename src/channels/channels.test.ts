import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { channelOpeners } from './channels.node.ts'
import { problemTables } from './problem-tables.ts'

const here = import.meta.dirname
const folders = readdirSync(here, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)
const holding = (name: string) =>
  folders.filter((folder) => readdirSync(join(here, folder)).some((file) => file.startsWith(name)))

describe('the registry of channels', () => {
  test('names every folder that opens a channel, and no other', () =>
    assert.deepEqual(Object.keys(channelOpeners).toSorted(), holding('open-').toSorted()))

  test('knows the problems of every folder that declares some', () => {
    assert.ok(existsSync(join(here, 'problems.ts')))
    assert.deepEqual(
      Object.keys(problemTables).toSorted(),
      ['channels', ...holding('problems.ts')].toSorted(),
    )
  })
})
