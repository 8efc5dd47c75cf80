/** The guard of addresses as webhooks have it: https alone, and refusals under the names they always had. */
import { checkUrl as checkAnyUrl, refuse, type AddressPolicy, type Result } from '#base'

export type AddressRefusal =
  | 'webhook/not-a-url'
  | 'webhook/not-https'
  | 'webhook/port-not-allowed'
  | 'webhook/private-address'

const renamed = {
  'base/not-a-url': 'webhook/not-a-url',
  'base/not-https': 'webhook/not-https',
  'base/port-not-allowed': 'webhook/port-not-allowed',
  'base/private-address': 'webhook/private-address',
} as const

/** Checks an address before any name in it is looked up. */
export function checkUrl(text: string, { allowed }: AddressPolicy): Result<URL, AddressRefusal> {
  const url = checkAnyUrl(text, { allowed })
  if (url.ok) return url
  const { code, at, details } = url.problem
  return refuse(renamed[code], { ...(at === undefined ? {} : { at }), ...details })
}
