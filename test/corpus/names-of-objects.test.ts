import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { capProfiles, checkCap } from '#cap/reader'
import { shippedThreatBook } from '#threats'
import { threatOf } from '../../src/exchange/intake/threat-of.ts'

/** What every object of the language has: a sender may use any of it as a name or a value. */
const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype']

const messageOf = (name: string) => `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${name}</identifier><sender>${name}</sender><sent>2026-11-22T00:00:00-00:00</sent>
  <status>Actual</status><msgType>Alert</msgType><source>${name}</source><scope>Public</scope><code>${name}</code>
  <info><language>${name}</language><category>Met</category><event>${name}</event><urgency>Past</urgency>
    <severity>Minor</severity><certainty>Likely</certainty>
    <eventCode><valueName>${name}</valueName><value>${name}</value></eventCode>
    <eventCode><valueName>SAME</valueName><value>${name}</value></eventCode>
    <parameter><valueName>awareness_type</valueName><value>${name}</value></parameter>
    <resource><resourceDesc>${name}</resourceDesc><mimeType>${name}</mimeType><uri>${name}</uri></resource>
    <area><areaDesc>${name}</areaDesc><geocode><valueName>${name}</valueName><value>${name}</value></geocode></area>
  </info></alert>`

describe('a message that uses the names of an object’s own parts', () => {
  for (const name of names)
    test(`is checked like any other: ${name}`, () => {
      const message = messageOf(name)
      const documents = [
        message,
        message.replace('Actual', name),
        message.replace('Met', name),
        message.replaceAll('event>', `${name}>`),
        message.replace('<info>', `<info ${name}="1">`),
        JSON.stringify({
          identifier: name,
          sender: name,
          [name]: name,
          info: [{ [name]: name, language: name }],
        }),
      ]
      for (const document of documents) {
        const { readings } = checkCap(document, { profiles: capProfiles })
        for (const { message } of readings)
          for (const info of message?.info ?? [])
            assert.equal(threatOf(info, shippedThreatBook()), 'other', document)
      }
    })
})
