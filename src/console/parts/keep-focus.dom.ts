/** Keeps the keyboard in the page: when what it was at goes away or is switched off, it stands at what came of that, not at nothing. */

/** What says what became of an act, and what a part of a screen begins with: the first of either is gone to. */
const outcomes = '.note[role="status"], [role="status"] .note, [role="alert"]'
const beginnings = 'h1, h2, h3'

/** Until it is called off: within the root, of all that a person was at last. A click beside everything is meant, and is left alone. */
export function keepFocusIn(root: HTMLElement): () => void {
  let last: HTMLElement | undefined
  let around: readonly HTMLElement[] = []
  let due = 0

  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return
    last = target
    const up: HTMLElement[] = []
    for (let at = target.parentElement; at !== null && at !== root.parentElement; at = at.parentElement)
      up.push(at)
    around = up
  }
  const forget = ({ target, relatedTarget }: FocusEvent) => {
    // Another window was gone to.
    if (target !== last || relatedTarget !== null || !document.hasFocus()) return
    // Browsers may tell it before what was left is taken out of the page.
    queueMicrotask(() => {
      if (target === last && last !== undefined && isThere(last) && !last.matches(':disabled'))
        last = undefined
    })
  }
  const look = () => {
    due = 0
    if (last === undefined || !isNowhere()) return
    if (isThere(last)) {
      // What is switched off while it is asked is switched on again, and has the keyboard back.
      if (!last.matches(':disabled')) last.focus({ preventScroll: true })
      return
    }
    const near = around.find((one) => one.isConnected && one !== document.body)
    goTo(near ?? root)
  }
  // A frame later: what a screen itself gives the keyboard to comes first.
  const watching = new MutationObserver(() => {
    if (due === 0 && last !== undefined && isNowhere()) due = requestAnimationFrame(look)
  })
  root.addEventListener('focusin', remember)
  root.addEventListener('focusout', forget)
  watching.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden'] })
  return () => {
    watching.disconnect()
    cancelAnimationFrame(due)
    root.removeEventListener('focusin', remember)
    root.removeEventListener('focusout', forget)
  }
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

function isThere(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility()
}

function goTo(near: HTMLElement): void {
  const main = near.closest('main') ?? document.querySelector('main')
  const shown = [near, main].flatMap((place) =>
    place === null ? [] : [...place.querySelectorAll<HTMLElement>(outcomes)].slice(0, 1),
  )[0]
  const target = shown ?? near.querySelector<HTMLElement>(beginnings) ?? near
  if (!target.matches('a[href], button, input, select, textarea, [tabindex]')) target.tabIndex = -1
  target.focus({ preventScroll: false })
}
