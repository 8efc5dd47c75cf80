/** What stations measure and in which unit it is kept: a number without its unit is refused, never guessed. */
import { ok, refuse, type Result } from '#base'

export const quantities = [
  'gamma-dose-rate',
  'water-level',
  'discharge',
  'gas-concentration',
  'rain',
] as const
export type Quantity = (typeof quantities)[number]

/** The unit each is kept, compared and shown in. */
export const unitOf = {
  'gamma-dose-rate': 'nSv/h',
  'water-level': 'm',
  discharge: 'm³/s',
  'gas-concentration': 'ppm',
  rain: 'mm/h',
} as const satisfies { readonly [Kind in Quantity]: string }
export type Unit = (typeof unitOf)[Quantity]

const known: { readonly [written: string]: readonly [Quantity, number] } = {
  'nsv/h': ['gamma-dose-rate', 1],
  'usv/h': ['gamma-dose-rate', 1e3],
  'msv/h': ['gamma-dose-rate', 1e6],
  m: ['water-level', 1],
  cm: ['water-level', 1e-2],
  mm: ['water-level', 1e-3],
  'm3/s': ['discharge', 1],
  'l/s': ['discharge', 1e-3],
  ppm: ['gas-concentration', 1],
  ppb: ['gas-concentration', 1e-3],
  'mm/h': ['rain', 1],
}

/** As people and devices write units: both signs for micro (U+00B5, U+03BC), `u`, `m^3/s`, any case but that of milli. */
export function readUnit(
  written: string,
): Result<{ readonly quantity: Quantity; readonly factor: number }, 'sites/unknown-unit'> {
  const plain = written.trim().replace(/[µμ]/g, 'u').replace('³', '3').replace('^3', '3').toLowerCase()
  const found = Object.hasOwn(known, plain) ? known[plain] : undefined
  if (found === undefined) return refuse('sites/unknown-unit', { unit: written.slice(0, 32) })
  return ok({ quantity: found[0], factor: found[1] })
}

/** Seven significant digits: more than any of these instruments has, and what a block keeps. */
export function rounded(value: number): number {
  return Number(value.toPrecision(7))
}
