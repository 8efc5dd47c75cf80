import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findingsIn } from '../finding.ts'
import { readXml } from './read-xml.ts'
import { childrenOf, namespaceInScope } from './tree.ts'

describe('a prefix in a value', () => {
  const text = '<a xmlns="urn:1" xmlns:p="urn:p"><b xmlns:p="urn:q" xmlns=""><c/></b><d/></a>'
  const root = readXml(text, findingsIn(text))!
  const [b, d] = childrenOf(root)

  test('means what the nearest declaration says', () => {
    assert.equal(namespaceInScope(childrenOf(b!)[0]!, 'p'), 'urn:q')
    assert.equal(namespaceInScope(d!, 'p'), 'urn:p')
  })

  test('that is empty means the default namespace, which can be taken away', () => {
    assert.equal(namespaceInScope(d!, ''), 'urn:1')
    assert.equal(namespaceInScope(b!, ''), '')
  })

  test('that nobody declared means nothing', () => assert.equal(namespaceInScope(d!, 'x'), undefined))
})
