/** A notice as it is for one target: loud also where an earlier revision never got through to it. */
import type { Notice } from '#alerts'
import type { Attempt } from './attempt.ts'

/** Targets that need the same notice get the same object, so that a channel renders it once. */
export function louderNotices(): (notice: Notice, attempt: Pick<Attempt, 'loudFor'>) => Notice {
  const made = new WeakMap<Notice, Map<string, Notice>>()
  return (notice, { loudFor }) => {
    const more = loudFor.filter((code) => !notice.loudFor.includes(code))
    if (more.length === 0) return notice
    const variants = made.get(notice) ?? new Map<string, Notice>()
    made.set(notice, variants)
    const key = more.join()
    const variant = variants.get(key) ?? { ...notice, loudFor: [...notice.loudFor, ...more] }
    variants.set(key, variant)
    return variant
  }
}
