/** What of a notice is for one who is called: its areas, and nobody else’s. */
import type { Notice } from '#alerts'
import type { AreaCode, Hierarchy } from '#areas'
import type { DialectReceiver } from './dialect.ts'

/** An area counts that is one of the receiver's, lies in one, or has one in it. */
export function isFor(
  { areas }: Pick<DialectReceiver, 'areas'>,
  code: AreaCode,
  hierarchy: Hierarchy,
): boolean {
  return (
    areas === 'everywhere' ||
    areas.some((own) => own === code || hierarchy.contains(own, code) || hierarchy.contains(code, own))
  )
}

export function noticeFor(
  notice: Notice,
  receiver: Pick<DialectReceiver, 'areas'>,
  hierarchy: Hierarchy,
): Notice {
  if (receiver.areas === 'everywhere') return notice
  return {
    ...notice,
    areas: notice.areas.filter(({ code }) => isFor(receiver, code, hierarchy)),
    loudFor: notice.loudFor.filter((code) => isFor(receiver, code, hierarchy)),
  }
}
