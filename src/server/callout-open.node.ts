/** Opens everything of call-outs: teams, the desk, what was sent, links and feeds; and the caller, on the server that decides. */
import type { PersonId } from '#base'
import type { CallOut } from '#response'
import type { Pager } from '../people/calling/call.http.ts'
import { callResponders } from './callout-calling.ts'
import { openCallOutDesk, type CallOutDesk } from './callout-desk.ts'
import { openCallDevices, type CallDevices } from './callout-devices.ts'
import { byPush, type PostPush } from './callout-push.ts'
import { openCallOutSecrets, type CallOutSecrets } from './callout-secrets.node.ts'
import { openSentBook, type SentBook } from './callout-sends.ts'
import { waysOpen, type Way } from './callout-ways.ts'
import type { Recipients } from './recipients.ts'
import type { Beside, System } from './system.ts'
import { openTeamBook, type TeamBook } from './team-book.ts'

export interface CallOuts {
  readonly desk: CallOutDesk
  readonly teams: TeamBook
  readonly sends: SentBook
  readonly devices: CallDevices
  readonly feeds: CallOutSecrets
  /** Where this person answers this call; `found` is its other way. */
  pathFor(callOut: Pick<CallOut, 'id'>, person: PersonId): string
  found(token: string): { readonly callOut: CallOut; readonly person: PersonId } | undefined
  /** The ways that are set up and open on this server now. */
  ways(): readonly Way[]
  begin(): Promise<Beside>
}

export async function openCallOuts(
  system: System,
  around: {
    readonly recipients: Pick<Recipients, 'desks'>
    readonly pager: Pager | undefined
    readonly push: PostPush
    readonly publicUrl: () => string
  },
): Promise<CallOuts> {
  const desk = await openCallOutDesk(system)
  const teams = await openTeamBook(system)
  const sends = await openSentBook(system.personal, system.clock)
  const devices = await openCallDevices(system)
  const links = await openCallOutSecrets(system.personal, 'link')
  const feeds = await openCallOutSecrets(system.personal, 'feed')
  const pathFor: CallOuts['pathFor'] = ({ id }, person) => `/call/${links.tokenFor(`${id}~${person}`)}`
  const ways = () => [
    byPush(devices, around.push, system.clock),
    ...waysOpen(around.recipients, around.pager),
  ]
  return {
    ...{ desk, teams, sends, devices, feeds, pathFor, ways },
    found(token) {
      const [id, person] = links.read(token)?.split('~') ?? []
      const callOut = id === undefined ? undefined : desk.get(id)
      const asked = callOut?.asked.find((one) => one.person === person)
      return callOut === undefined || asked === undefined ? undefined : { callOut, person: asked.person }
    },
    async begin() {
      // Another server may have decided before.
      await Promise.all([teams.reload(), sends.reload(), devices.reload()])
      return callResponders(system, {
        ...{ desk, teams, sends },
        ways,
        linkFor(callOut, person) {
          const base = around.publicUrl()
          return base === '' ? null : base + pathFor(callOut, person)
        },
      })
    },
  }
}
