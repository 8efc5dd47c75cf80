/** Reads a gateway's template and the secrets it names from their files. */
import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { createHash, timingSafeEqual } from 'node:crypto'
import { ok, refuse, type Result } from '#base'
import type { LineDesk } from '../line/line-desk.ts'
import type { Carrier } from '../line/carrier.ts'
import { brokenCarrier } from '../line/ready-listed.ts'
import type { ChannelSurroundings } from '../opener.ts'
import { gatewayCarrier, type GatewayCarrier } from './gateway-carrier.http.ts'
import { readTemplate, type GatewayTemplate } from './template.ts'

interface ReadGateway {
  readonly template: GatewayTemplate
  readonly secrets: { readonly [name: string]: string }
}

export async function readGateway(file: string): Promise<Result<ReadGateway, 'line/bad-gateway'>> {
  const bad = (why: string) => refuse('line/bad-gateway', { file: basename(file), why })
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    return bad((error as NodeJS.ErrnoException).code ?? 'it can’t be read')
  }
  const template = readTemplate(text, basename(file))
  if (!template.ok) return template
  const secrets: { [name: string]: string } = {}
  for (const [name, path] of Object.entries(template.value.secrets))
    try {
      secrets[name] = (await readFile(resolve(dirname(file), path), 'utf8')).trim()
      if (secrets[name] === '') return bad(`the file of the secret “${name}” is empty`)
    } catch (error) {
      return bad(`the secret “${name}”: ${(error as NodeJS.ErrnoException).code ?? 'it can’t be read'}`)
    }
  return ok({ template: template.value, secrets })
}

/** The carrier of a template, and its callbacks at the desk. What can't be read is logged and shown as failing. */
export async function gatewayAt(
  file: string,
  kind: 'sms' | 'voice',
  desk: LineDesk,
  around: ChannelSurroundings,
): Promise<() => Carrier> {
  const { clock, log, settings } = around
  const read = await readGateway(file)
  if (!read.ok) {
    log.error('A gateway’s template can’t be used', { line: kind, ...read.problem.details })
    return () => brokenCarrier('line/bad-gateway', clock.now)
  }
  const { template, secrets } = read.value
  const secret = template.callback === undefined ? undefined : secrets[template.callback.secret]
  const home = settings.publicUrl?.replace(/\/$/, '') ?? ''
  const callbackAt =
    secret === undefined || home === '' ? '' : `${home}/v1/gateways/${kind}/${encodeURIComponent(secret)}`
  if (secret !== undefined && home === '')
    log.warn('A gateway can’t call back: TOCSIN_PUBLIC_URL does not say where to', { line: kind })
  let carrier: GatewayCarrier | undefined
  desk.called = async (given, document) => {
    if (secret === undefined || !isSame(given, secret) || carrier === undefined) return 'not-ours'
    return carrier.called(document)
  }
  const policy = { allowed: settings.gatewayAllow ?? [] }
  return () => (carrier = gatewayCarrier({ kind, template, secrets, policy, clock, report: log, callbackAt }))
}

/** In a time that says nothing of either. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
