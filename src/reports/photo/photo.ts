/** What a photo is once everything is gone that is not the picture. */
import { refuse, type Refused } from '#base'
import type { Orientation } from './orientation.ts'

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof photoTypes)[number]

export interface Photo {
  readonly type: PhotoType
  /** As it is shown, turned upright. */
  readonly widthPixels: number
  readonly heightPixels: number
  /** Made anew of what was understood; no byte of the original stands in it that is not part of the picture itself. */
  readonly bytes: Uint8Array
}

/** As its file holds it, before it is turned. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly orientation: Orientation
  readonly bytes: Uint8Array
}

export const mostPhotoBytes = 8 * 1024 * 1024
/** Decoded by an officer's browser to four bytes each. */
export const mostPhotoPixels = 50_000_000
export const longestPhotoSide = 16_000

export type PhotoRefusal =
  | 'reports/photo-too-large'
  | 'reports/photo-heic'
  | 'reports/photo-kind'
  | 'reports/photo-broken'

export function broken(why: string): Refused<'reports/photo-broken'> {
  return refuse('reports/photo-broken', { why })
}

export function tooLarge(): Refused<'reports/photo-too-large'> {
  return refuse('reports/photo-too-large', { mostBytes: mostPhotoBytes, mostPixels: mostPhotoPixels })
}

export function isTooManyPixels(width: number, height: number): boolean {
  return width > longestPhotoSide || height > longestPhotoSide || width * height > mostPhotoPixels
}
