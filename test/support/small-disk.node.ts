/** A disk that a test can fill, or make read-only: a tmpfs of a few megabytes. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  readonly folder: string
  fill(): void
  free(): void
  /** Nobody may have a file open for writing. */
  readOnly(): void
  writable(): void
  remove(): void
}

export const noSmallDisk = 'no file system can be mounted by this user'

/** Undefined where nothing can be mounted. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-disk-'))
  const mount = (...words: string[]) => execFileSync('mount', words, { stdio: 'pipe' })
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
  const ballast = join(folder, 'ballast')
  return {
    folder: join(folder, 'data'),
    fill() {
      mkdirSync(ballast, { recursive: true })
      for (let n = 0; ; n++) {
        const { bavail, bsize } = statfsSync(folder)
        if (bavail === 0) return
        writeFileSync(join(ballast, String(n)), Buffer.alloc(Math.min(bavail * bsize, 1 << 20), 1))
      }
    },
    free: () => rmSync(ballast, { recursive: true }),
    readOnly: () => void mount('-o', 'remount,ro', folder),
    writable: () => void mount('-o', 'remount,rw', folder),
    remove() {
      // Whoever still has a file open there keeps it until it lets go.
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true })
    },
  }
}
