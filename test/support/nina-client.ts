/** A client as the best-known one reads this API: a region’s dashboard, then each warning in full, and nothing that is not there. */
import assert from 'node:assert/strict'

interface ReadWarning {
  readonly id: string
  readonly headline: string
  readonly severity: string
  readonly sent: string
  readonly description: string
  readonly sender: string
  readonly web: string
  readonly areas: readonly string[]
  /** The instruction, or labels of its codes. */
  readonly actions: readonly string[]
}

export class NotAnswered extends Error {
  readonly status: number
  constructor(status: number) {
    super(`answered ${status}`)
    this.status = status
  }
}

export interface NinaClient {
  /** As it is asked every few minutes; any answer but 200 fails all of it. */
  read(regionalKey: string): Promise<readonly ReadWarning[]>
  /** What stands at an address under the base. */
  json<Body>(path: string): Promise<Body>
}

interface Listed {
  readonly payload: {
    readonly id: string
    readonly data: { readonly headline: string; readonly severity: string }
  }
  readonly sent: string
}
interface Full {
  readonly info: readonly {
    readonly description?: string
    readonly senderName?: string
    readonly web?: string
    readonly instruction?: string
    readonly area?: readonly { readonly areaDesc: string }[]
    readonly parameter?: readonly { readonly valueName: string; readonly value: string }[]
  }[]
}

/** `base` stands for the original's host. */
export function ninaClient(base: string): NinaClient {
  const json = async <Body>(path: string): Promise<Body> => {
    const response = await fetch(base + path)
    if (response.status !== 200) throw new NotAnswered(response.status)
    assert.match(response.headers.get('content-type') ?? '', /^application\/(geo\+)?json\b/)
    return (await response.json()) as Body
  }
  let labels: { readonly [code: string]: string } | undefined
  return {
    json,
    async read(regionalKey) {
      labels ??= await json<{ readonly [code: string]: string }>('/api/appdata/gsb/labels/de_labels.json')
      const listed = await json<readonly Listed[]>(`/api31/dashboard/${regionalKey}.json`)
      return Promise.all(
        listed.map(async ({ payload, sent }) => {
          const { info } = await json<Full>(`/api31/warnings/${payload.id}.json`)
          const first = info[0]
          assert.ok(first !== undefined, 'a warning says nothing')
          const codes = first.parameter?.find(({ valueName }) => valueName === 'instructionCode')?.value
          return {
            ...{ id: payload.id, headline: payload.data.headline, severity: payload.data.severity, sent },
            description: unescaped(first.description ?? ''),
            ...{ sender: first.senderName ?? '', web: first.web ?? '' },
            areas: (first.area ?? []).map(({ areaDesc }) => areaDesc),
            actions:
              first.instruction === undefined
                ? (codes?.split(' ') ?? []).map((code) => labels![code] ?? code)
                : [first.instruction.replaceAll('<br/>', ' ')],
          }
        }),
      )
    },
  }
}

function unescaped(html: string): string {
  const entities: { readonly [name: string]: string } = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]!)
}
