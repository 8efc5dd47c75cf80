/** When a console may be told nothing more: its session or key is over, or what its officer may do has changed. */
import type { Applied } from '#alerts'
import type { Clock, Result } from '#base'
import {
  isOver,
  peopleStream,
  permittedOf,
  sessionEndsAt,
  type Caller,
  type People,
  type Session,
} from '#people'
import type { DutyOver } from './duty-news.ts'

export interface StandingParts {
  readonly people: Pick<People, 'registry'>
  readonly clock: Clock
  readonly sessions: { get(id: Session['id']): Session | undefined }
}

export interface Standing {
  /** After facts were applied. */
  after(applied: readonly Applied[]): DutyOver | undefined
  /** What time alone ends. `look` asks for the session again, as another server may have seen it in use. */
  now(look: () => Promise<Result<unknown>> | undefined): Promise<DutyOver | undefined>
}

/** How the caller stands from now on, beside how they stood when they came. */
export function standingOf({ person: { id }, via }: Caller, parts: StandingParts): Standing {
  const { people, clock, sessions } = parts
  const rights = (): string | undefined => {
    const { registry } = people
    const person = registry.people.get(id)
    const key = via.by === 'key' ? registry.keys.get(via.key) : undefined
    if (person === undefined || person.state !== 'active') return undefined
    if (via.by === 'key' && (key === undefined || isOver(key, clock.now()))) return undefined
    return JSON.stringify(permittedOf(registry, person, key))
  }
  const atFirst = rights()
  const byRights = (): DutyOver | undefined => {
    const now = rights()
    return now === undefined ? 'ended' : now === atFirst ? undefined : 'rights-changed'
  }
  return {
    after(applied) {
      for (const { fact } of applied) {
        if (fact.type !== 'session-ended' || via.by !== 'session') continue
        const { session, why } = fact.data
        if (session === via.session) return why === 'signed-out' ? 'signed-out' : 'ended'
      }
      return applied.some(({ fact }) => fact.stream === peopleStream) ? byRights() : undefined
    },
    async now(look) {
      if (via.by === 'session') {
        const session = sessions.get(via.session)
        if (session === undefined) return 'ended'
        if (clock.now() >= sessionEndsAt(session) && (await look())?.ok !== true) return 'ended'
      }
      return byRights()
    },
  }
}
