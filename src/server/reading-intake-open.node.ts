/** Opens the way to the broker of readings as the settings say, or none. */
import { readFile } from 'node:fs/promises'
import { sha256, type KeptTls } from '#base'
import type { Config } from './config.ts'
import { noReadingIntake, openReadingIntake, type ReadingIntake } from './reading-intake.ts'
import type { SiteDesk } from './site-desk.ts'
import type { System } from './system.ts'

type Settings = Pick<
  Config,
  'readingsBroker' | 'readingsPasswordFile' | 'readingsTopic' | 'readingsLinkTopic'
>

export async function openReadingIntakeHere(
  system: System,
  desk: SiteDesk,
  config: Settings,
  tls: KeptTls | undefined,
): Promise<ReadingIntake> {
  const { readingsBroker: url, readingsPasswordFile: file } = config
  if (url === '') return noReadingIntake
  const { openReadingLine } = await import('../sites/reading-line.mqtt.ts')
  const password = async () => {
    if (file === '') return undefined
    try {
      return (await readFile(file, 'utf8')).split(/\r?\n/)[0]
    } catch (error) {
      // Without it the broker refuses us, and that is tried again; the file may be there by then.
      system.log.warn('The password for the broker of readings can’t be read', {
        why: (error as NodeJS.ErrnoException).code ?? 'unreadable',
      })
      return undefined
    }
  }
  // Every server of an installation comes by one name, so that the broker keeps one session; another installation by another.
  const installation = sha256(system.ledger.id).slice(0, 16)
  return openReadingIntake(system, desk, {
    ...{ url, password, clientId: `tocsin-readings-${installation}`, open: openReadingLine },
    ...{ topic: config.readingsTopic, linkTopic: config.readingsLinkTopic },
    ...(tls === undefined ? {} : { tls: tls.current }),
  })
}
