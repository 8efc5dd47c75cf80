/** Lets acts that take a while happen in turn: what one decides on can’t be changed under it by the next. */

/** The way to hand in an act; it answers as the act does, and an act that fails holds up none behind it. */
export function oneAfterAnother(): <Value>(act: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const done = last.then(act)
    last = done.catch(() => undefined)
    return done
  }
}
