/** `tocsin cap …`: checks CAP files and says what they say. Needs no server. */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { ok, parseJson, refuse, type Json, type Result } from '#base'
import { findingsIn, verdictOf, type CapProfile, type CapVerdict, type TrustList } from '#cap'
import {
  capProfile,
  capProfiles,
  checkCap,
  checkFindings,
  readProfileSheet,
  nobodyTrusted,
} from '#cap/reader'
import { systemClock } from '../../base/clock.node.ts'
import type { Command, Given } from '../command.ts'
import { signatureCommands } from './cap-sign.cli.ts'
import { plain, sayChecked, sayMessage } from '../say-cap.ts'

export const commands: readonly Command[] = [
  {
    name: 'cap check',
    takes: 'FILE…',
    does: 'Check CAP files, alone or in feeds; “-” is standard input. Exit 0 all valid, 1 some not, 2 some unreadable',
    needs: 'nobody',
    options: {
      profile: {
        takes: 'NAME',
        means: `Hold them against this profile too: ${capProfiles.map(({ name }) => name).join(', ')}, or your own FILE.json`,
        many: 'many',
      },
      signature: { means: 'Verify XML signatures; exit 1 when one does not hold' },
      trust: { takes: 'FILE', means: 'Who is believed; with it a message that is not signed is exit 1 too' },
    },
    example: 'tocsin cap check warning.cap --profile google --json',
    async run(given, output) {
      const profiles = await profilesOf(given)
      if (!profiles.ok) return profiles
      const files = given.words
      if (files.length === 0) return noFile('cap check')
      const trust = await trustOf(given)
      if (!trust.ok) return trust
      let exit: 0 | 1 | 2 = 0
      for (const [i, file] of files.entries()) {
        const bytes = await bytesOf(file)
        const verdict = bytes.ok ? await judged(bytes.value, profiles.value, trust.value) : undefined
        output.give(verdict === undefined ? lineOfUnread(file, whyOf(bytes)) : lineOf(file, verdict))
        if (i > 0) output.say()
        if (verdict === undefined) output.say(`${plain(file)}: unreadable · ${whyOf(bytes)}`)
        else for (const line of sayChecked(file, verdict)) output.say(line)
        const worth = exitOf(verdict, given.has('trust') ? 'signed' : 'either')
        if (worth > exit) exit = worth
      }
      return ok({ exit })
    },
  },
  {
    name: 'cap show',
    takes: 'FILE…',
    does: 'Say what CAP files say, in plain words; “-” is standard input',
    needs: 'nobody',
    example: 'tocsin cap show warning.cap',
    async run(given, output) {
      const files = given.words
      if (files.length === 0) return noFile('cap show')
      let exit: 0 | 1 | 2 = 0
      for (const [i, file] of files.entries()) {
        const bytes = await bytesOf(file)
        if (!bytes.ok) return bytes
        const { messages, readable, valid } = verdictOf(checkCap(bytes.value))
        if (!readable) exit = 2
        output.give({ file, messages } as unknown as Json)
        if (i > 0) output.say()
        const count = messages.length === 1 ? '1 message' : `${messages.length} messages`
        output.say(
          `${plain(file)}: ${readable ? count : 'not CAP'}${valid ? '' : ' · not valid: “tocsin cap check” says why'}`,
        )
        for (const message of messages) for (const line of ['', ...sayMessage(message)]) output.say(line)
      }
      return ok({ exit })
    },
  },
  ...signatureCommands,
]

function noFile(command: string) {
  return refuse('server/usage', { why: 'Name at least one file; “-” is standard input.', command })
}

/** Those shipped by their names; an authority's own from its file. */
async function profilesOf(given: Given): Promise<Result<readonly CapProfile[]>> {
  const chosen: CapProfile[] = []
  for (const name of given.values('profile')) {
    const profile = name.endsWith('.json') ? await profileIn(name) : capProfile(name)
    if (profile === undefined)
      return refuse('server/unknown-profile', {
        at: '--profile',
        name,
        known: [...capProfiles.map((one) => one.name), 'or a FILE.json of your own'],
      })
    if (!('ok' in profile)) chosen.push(profile)
    else if (profile.ok) chosen.push(profile.value)
    else return profile
  }
  return ok(chosen)
}

async function profileIn(file: string): Promise<Result<CapProfile>> {
  const bytes = await bytesOf(file)
  if (!bytes.ok) return bytes
  const json = parseJson(Buffer.from(bytes.value).toString('utf8'))
  return json.ok ? readProfileSheet(json.value) : json
}

async function bytesOf(file: string): Promise<Result<Uint8Array, 'server/cannot-read'>> {
  try {
    return ok(file === '-' ? await buffer(process.stdin) : await readFile(file))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why = whyUnread[code ?? ''] ?? code ?? message
    return refuse('server/cannot-read', { file, why })
  }
}

const whyUnread: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; name the files in it',
  EACCES: 'you may not read it',
}

function whyOf(bytes: Result<Uint8Array, 'server/cannot-read'>): string {
  return bytes.ok ? '' : String(bytes.problem.details['why'])
}

/** A signature that was asked about has to hold; that there is none counts where somebody said who is believed. */
function exitOf(verdict: CapVerdict | undefined, must: 'signed' | 'either'): 0 | 1 | 2 {
  if (verdict === undefined || !verdict.readable) return 2
  const { present, valid } = verdict.signature
  const holds = valid !== false || (!present && must === 'either')
  return verdict.valid && holds ? 0 : 1
}

/** Undefined where nobody asked about signatures. */
async function trustOf(given: Given): Promise<Result<TrustList | undefined>> {
  const file = given.value('trust')
  if (file === undefined) return ok(given.has('signature') ? nobodyTrusted : undefined)
  const { readTrustFile } = await import('../../cap/signature/trust-file.node.ts')
  return readTrustFile(file)
}

async function judged(
  bytes: Uint8Array,
  profiles: readonly CapProfile[],
  trust: TrustList | undefined,
): Promise<CapVerdict> {
  const check = checkCap(bytes, { profiles })
  if (trust === undefined) return verdictOf(check)
  const { signatureVerdict } = await import('../../cap/signature-verdict.node.ts')
  return verdictOf(check, await signatureVerdict(bytes, check, trust, systemClock().now()))
}

/** Exactly these members, in this order: programs compare lines. */
function lineOf(file: string, { valid, version, problems, signature }: CapVerdict): Json {
  const { present, valid: holds, signer, why } = signature
  return {
    ...{ file, valid, version: version ?? null },
    problems: problems.map(({ code, level, path, line, message }) => ({ code, level, path, line, message })),
    signature: { present, valid: holds, signer, why },
  }
}

/** No document was seen: the one problem is about the file. */
function lineOfUnread(file: string, why: string): Json {
  const found = findingsIn('')
  found.report(checkFindings, 'cap/unreadable-file', { offset: 0, path: '/' }, { why })
  const problems = found
    .all()
    .map(({ code, level, path, line, message }) => ({ code, level, path, line, message }))
  const signature = { present: false, valid: null, signer: null, why: null }
  return { file, valid: false, version: null, problems, signature }
}
