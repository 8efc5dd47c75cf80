/** Which way the phone points, from true north as far as it knows: asked only after a press, with how sure it is. */

interface Shown {
  readonly button: HTMLButtonElement
  readonly line: HTMLElement
  readonly words: {
    readonly compass: string
    readonly compassNone: string
    readonly points: readonly string[]
  }
}

/** Of a phone that says nothing of it: what such compasses are measured to be off by, with iron around. */
const usualAccuracy = 25
const patienceMs = 4_000

interface Oriented extends DeviceOrientationEvent {
  /** Safari: from magnetic north, clockwise, with its accuracy. */
  readonly webkitCompassHeading?: number
  readonly webkitCompassAccuracy?: number
}

function headingOf(event: Oriented): { readonly degrees: number; readonly accuracy: number } | undefined {
  if (event.webkitCompassHeading !== undefined) {
    const { webkitCompassAccuracy: accuracy = usualAccuracy } = event
    // A negative one says that it is not calibrated.
    return accuracy < 0 ? undefined : { degrees: event.webkitCompassHeading, accuracy }
  }
  // Without `absolute` it is measured from wherever the phone was when the page began.
  if (!event.absolute || event.alpha === null) return undefined
  return { degrees: (360 - event.alpha) % 360, accuracy: usualAccuracy }
}

export function useCompass(form: HTMLFormElement, { button, line, words }: Shown): void {
  if (!('DeviceOrientationEvent' in window)) return
  button.hidden = false
  const listen = async () => {
    const { requestPermission } = DeviceOrientationEvent as unknown as {
      readonly requestPermission?: () => Promise<string>
    }
    if (requestPermission !== undefined && (await requestPermission().catch(() => '')) !== 'granted')
      return void (line.textContent = words.compassNone)
    let heard = 0
    const take = (event: Event) => {
      const found = headingOf(event as Oriented)
      if (found === undefined) return
      heard += 1
      const degrees = Math.round(found.degrees)
      const point = Math.round(degrees / 45) % 8
      const nearest = form.querySelector<HTMLInputElement>(`.p${point} [name=bearingDegrees]`)!
      // The arrow shows it; its value is as exact as the compass was.
      nearest.value = String(degrees % 360)
      nearest.checked = true
      form.querySelector<HTMLInputElement>('[name=bearingAccuracyDegrees]')!.value = String(
        Math.round(found.accuracy),
      )
      line.textContent = words.compass
        .replace('{degrees}', String(degrees % 360))
        .replace('{point}', words.points[point] ?? '')
        .replace('{accuracy}', String(Math.round(found.accuracy)))
    }
    const names = ['deviceorientationabsolute', 'deviceorientation']
    for (const name of names) addEventListener(name, take)
    setTimeout(() => {
      for (const name of names) removeEventListener(name, take)
      if (heard === 0) line.textContent = words.compassNone
    }, patienceMs)
  }
  button.addEventListener('click', () => void listen())
  // By hand, an arrow is an arrow: half of the way to the next one either side.
  for (const arrow of form.querySelectorAll<HTMLInputElement>('[name=bearingDegrees]'))
    arrow.addEventListener('change', () => {
      const point = /p([0-7])/.exec(arrow.closest('label')?.className ?? '')?.[1]
      if (point !== undefined) arrow.value = String(Number(point) * 45)
      form.querySelector<HTMLInputElement>('[name=bearingAccuracyDegrees]')!.value =
        point === undefined ? '' : '23'
      line.textContent = ''
    })
}
