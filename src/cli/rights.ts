/** What somebody may do, as it is typed: roles, areas, modes, authority. */
import type { Json } from '#base'
import type { Given, Option } from './command.ts'

export const rightsOptions: { readonly [name: string]: Option } = {
  role: { takes: 'ROLE', means: 'What they may do (“tocsin roles list”)', many: 'many' },
  area: { takes: 'AREA', means: 'Where they may act; everywhere when left out', many: 'many' },
  mode: { takes: 'MODE', means: 'In which modes; drill and test when left out', many: 'many' },
  authority: { takes: 'ID', means: 'Whom they warn for; the main authority when left out' },
}

/** Only what was typed; what is left out is the server's to fill in. */
export function rightsTyped(given: Given): { readonly [member: string]: Json } {
  return {
    ...listed(given, 'role', 'roles'),
    ...listed(given, 'area', 'areas'),
    ...listed(given, 'mode', 'modes'),
    ...typed(given, 'authority'),
  }
}

/** An option that can be given more than once, under the name it has in the body. */
export function listed(given: Given, option: string, as: string): { readonly [member: string]: Json } {
  const values = given.values(option)
  return values.length === 0 ? {} : { [as]: [...values] }
}

export function typed(given: Given, ...options: readonly string[]): { readonly [member: string]: Json } {
  return Object.fromEntries(
    options.flatMap((option) => {
      const value = given.value(option)
      return value === undefined ? [] : [[option, value]]
    }),
  )
}

export function counts(given: Given, option: string, as: string): { readonly [member: string]: Json } {
  const value = given.value(option)
  return value === undefined ? {} : { [as]: Number(value) }
}
