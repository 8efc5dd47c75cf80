/** What the page that checks CAP shows, as plain data: the form, and after a check the verdict, the text, what it says and where. */
import type { CapTelling, CapVerdict } from '#cap'

/** How a document came: pasted, sent as a file, or fetched. */
export type CapFrom =
  | { readonly how: 'paste' }
  | { readonly how: 'file'; readonly name: string }
  | { readonly how: 'url'; readonly url: string }

export interface CapProfileChoice {
  readonly name: string
  readonly title: string
  readonly chosen: 'chosen' | 'left'
}

/** One place that several areas of a message may share: languages repeat their areas. */
export interface CapShapeView {
  /** As it is written on the map, from 1. */
  readonly number: number
  readonly names: readonly string[]
  /** SVG path in the map's units; empty where it is too small to be seen. */
  readonly path: string
  readonly mark: { readonly x: number; readonly y: number }
}

export interface CapMapView {
  readonly width: number
  readonly height: number
  readonly land: string
  readonly borders: string
  readonly graticule: string
  /** The half of the Earth around the map's middle. */
  readonly globe: { readonly radius: number; readonly land: string }
  readonly countries: readonly { readonly name: string; readonly x: number; readonly y: number }[]
  readonly shapes: readonly CapShapeView[]
  /** Shapes that are not drawn, because there are too many. */
  readonly leftOut: number
  readonly scale: { readonly kilometres: number; readonly pixels: number }
}

export interface CapResultView {
  readonly from: CapFrom
  readonly verdict: CapVerdict
  readonly told: readonly CapTelling[]
  readonly map: CapMapView | undefined
  readonly profiles: readonly string[]
}

export interface CapPageView {
  readonly profiles: readonly CapProfileChoice[]
  readonly result?: CapResultView
  /** Why nothing could be checked: the sentence and what to do. */
  readonly refused?: { readonly says: string; readonly advice: string }
  readonly url: string
  readonly assets: {
    readonly style: string
    readonly icon: string
    readonly capStyle: string
    readonly capScript: string
  }
  readonly largestBytes: number
}
