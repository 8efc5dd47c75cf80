/** Writes a message as JSON as google's cap-library does: elements by their names, repeated ones as lists, values as strings. */
import { ok, type Json, type JsonObject, type Result } from '#base'
import type { CapMessage } from '../message.ts'
import { alertShape, areaShape, infoShape } from '../read/shapes.ts'
import { alertElement, type CapWriteRefusal, type CapWriting } from '../write.ts'
import type { Element } from '../xml/write-xml.ts'

/** In the order of the schema; refused for the same reasons as the XML would be. */
export function capJson(message: CapMessage, writing: CapWriting = {}): Result<JsonObject, CapWriteRefusal> {
  const alert = alertElement(message, writing)
  return alert.ok ? ok(jsonOf(alert.value)) : alert
}

/** The same as text, with two spaces a level. */
export function writeCapJson(message: CapMessage, writing: CapWriting = {}): Result<string, CapWriteRefusal> {
  const json = capJson(message, writing)
  return json.ok ? ok(JSON.stringify(json.value, undefined, 2)) : json
}

const repeated = new Set(
  [alertShape, infoShape, areaShape].flatMap((shape) =>
    shape.parts.filter((part) => part.often === 'many').map((part) => part.name),
  ),
)

function jsonOf({ content }: Element): JsonObject {
  const object: { [name: string]: Json } = {}
  if (typeof content === 'string') return object
  for (const child of content) {
    if (child === undefined) continue
    const value = typeof child.content === 'string' ? child.content : jsonOf(child)
    // An element without text is left out there too.
    if (value === '') continue
    const before = object[child.name]
    object[child.name] = !repeated.has(child.name)
      ? value
      : before === undefined
        ? [value]
        : [...(before as Json[]), value]
  }
  return object
}
