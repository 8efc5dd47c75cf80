/**
 * Passwords are kept as Argon2id (RFC 9106) in PHC strings. Few are computed at once and few wait: each takes 32 MiB,
 * and whoever floods the sign-in must not take the machine that has to sound sirens.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { ok, refuse, type Result } from '#base'
import { normalPassword } from './password-rules.ts'

export interface Cost {
  readonly memoryKibibytes: number
  readonly passes: number
  readonly lanes: number
}

/** OWASP’s Password Storage Cheat Sheet takes 46 MiB and 1 pass, 19 MiB and 2, or 12 MiB and 3 for equally good; this is 1.7 times the work of the dearest (kibibytes × passes), and 160 ms of one core. */
export const usualCost: Cost = { memoryKibibytes: 32 * 1024, passes: 3, lanes: 1 }

export interface Passwords {
  hash(password: string): Promise<Result<string, 'people/passwords-busy'>>
  /**
   * Whether it is the password of that hash. Without a hash (nobody has that login) it takes as long, and the answer is no.
   * A hash that can’t be read is no, too.
   */
  verify(password: string, hash: string | undefined): Promise<Result<boolean, 'people/passwords-busy'>>
  /** Whether it was made at another cost than today’s: then it is made anew when its owner next signs in. */
  needsRehash(hash: string): boolean
}

export interface PasswordRoom {
  readonly cost?: Cost
  /** Computed at the same time. */
  readonly atOnce?: number
  /** Those that wait; one more is refused. */
  readonly waiting?: number
}

const saltBytes = 16
const tagBytes = 32

export function openPasswords(room: PasswordRoom = {}): Passwords {
  const { cost = usualCost, atOnce = 2, waiting = 64 } = room
  const inLine = lineOf(atOnce, waiting)
  // Of a password nobody has, with which unknown logins are compared.
  const nobodys = phcOf(cost, randomBytes(saltBytes), randomBytes(tagBytes))
  return {
    hash: (password) =>
      inLine(async () => {
        const salt = randomBytes(saltBytes)
        return phcOf(cost, salt, await tagOf(password, salt, cost, tagBytes))
      }),
    verify: (password, hash) =>
      inLine(async () => {
        const kept = hash === undefined ? undefined : readPhc(hash)
        const compared = kept ?? readPhc(nobodys)!
        const tag = await tagOf(password, compared.salt, compared.cost, compared.tag.length)
        return timingSafeEqual(tag, compared.tag) && kept !== undefined
      }),
    needsRehash(hash) {
      const kept = readPhc(hash)
      return kept === undefined || phcOf(kept.cost, kept.salt, kept.tag) !== phcOf(cost, kept.salt, kept.tag)
    },
  }
}

function tagOf(password: string, salt: Buffer, cost: Cost, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    argon2(
      'argon2id',
      {
        message: normalPassword(password),
        nonce: salt,
        parallelism: cost.lanes,
        tagLength: length,
        memory: cost.memoryKibibytes,
        passes: cost.passes,
      },
      (error, tag) => (error === null ? resolve(tag) : reject(error)),
    ),
  )
}

function phcOf({ memoryKibibytes, passes, lanes }: Cost, salt: Buffer, tag: Buffer): string {
  return `$argon2id$v=19$m=${memoryKibibytes},t=${passes},p=${lanes}$${base64(salt)}$${base64(tag)}`
}

const phc =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

/** Undefined for what isn’t one, and for a cost that would take the machine. */
function readPhc(hash: string): { cost: Cost; salt: Buffer; tag: Buffer } | undefined {
  const [, memory, passes, lanes, salt, tag] = phc.exec(hash) ?? []
  if (tag === undefined) return undefined
  const cost: Cost = { memoryKibibytes: Number(memory), passes: Number(passes), lanes: Number(lanes) }
  const bearable =
    cost.lanes >= 1 &&
    cost.passes >= 1 &&
    cost.passes <= 16 &&
    cost.memoryKibibytes >= 8 * cost.lanes &&
    cost.memoryKibibytes <= 256 * 1024
  return bearable ? { cost, salt: Buffer.from(salt!, 'base64'), tag: Buffer.from(tag, 'base64') } : undefined
}

/** PHC strings write base 64 without its padding. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

function lineOf(atOnce: number, waiting: number) {
  const line: (() => void)[] = []
  let running = 0
  return async <Value>(act: () => Promise<Value>): Promise<Result<Value, 'people/passwords-busy'>> => {
    if (running >= atOnce) {
      if (line.length >= waiting) return refuse('people/passwords-busy')
      // The one that leaves hands its place on, so that nobody who comes meanwhile takes it.
      await new Promise<void>((resolve) => line.push(resolve))
    } else running++
    try {
      return ok(await act())
    } finally {
      const next = line.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
