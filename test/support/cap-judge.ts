/** What libxml2 says of a message by the schema of OASIS. A judge in tests, never a part of the product. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ParseOption, XmlDocument, XsdValidator } from 'libxml2-wasm'
import type { CapVersion } from '#cap'
import { capSchemas } from '../../tools/compile-cap-schema.ts'

const folder = join(import.meta.dirname, '../../../shared/cap/schema')
const validators = new Map<CapVersion, XsdValidator>()

/** Well-formed, and valid by the schema of the version. */
export function isValidByLibxml2(bytes: Uint8Array, version: CapVersion): boolean {
  let document: XmlDocument
  try {
    document = XmlDocument.fromBuffer(bytes, {
      option: ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_HUGE,
    })
  } catch {
    return false
  }
  try {
    validatorOf(version).validate(document)
    return true
  } catch {
    return false
  } finally {
    document.dispose()
  }
}

function validatorOf(version: CapVersion): XsdValidator {
  let validator = validators.get(version)
  if (validator === undefined) {
    const file = capSchemas.find((one) => one.version === version)!.file
    validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(join(folder, file))))
    validators.set(version, validator)
  }
  return validator
}
