/** The public page of outages and explosive remnants: by area alone, whole without a script, in four languages. */
import { nameOf, type Shape } from '#areas'
import { english, type InLanguages, type Instant, type Language, type Mode } from '#base'
import {
  publicDamageWords,
  publicLanguages,
  type OutageKind,
  type OutageStatus,
  type PublicLanguage,
  type RemnantState,
  type SquareBounds,
} from '#damage'
import { html } from '#web/html'
import { outagePicture } from './outage-picture.ts'

export interface OutagePageView {
  readonly language: PublicLanguage
  readonly mode: Mode
  readonly at: Instant
  readonly timeZone: string
  readonly style: string
  readonly outages: readonly {
    readonly kind: OutageKind
    readonly names: InLanguages<string>
    readonly area: string
    readonly since: Instant
    readonly endedAt: Instant | null
    readonly status: OutageStatus
    readonly source: string
    readonly without: { readonly atLeast: number; readonly atMost: number | null } | null
  }[]
  readonly remnants: readonly {
    readonly names: InLanguages<string>
    readonly area: string
    readonly state: RemnantState
    readonly since: Instant
    readonly changedAt: Instant
    readonly source: string
    readonly squares: readonly SquareBounds[]
    readonly shape: Shape | undefined
  }[]
}

export function outagePage(view: OutagePageView): string {
  const { language, mode, at, timeZone, style, outages, remnants } = view
  const words = publicDamageWords[language]
  const time = (instant: Instant) =>
    html`<time datetime="${instant}"
      >${new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
        new Date(instant),
      )}</time
    >`
  const named = ({ names, area }: { readonly names: InLanguages<string>; readonly area: string }) =>
    nameOf({ names }, language as Language, english) || area
  const count = ({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number | null }) =>
    atMost === atLeast
      ? `${atLeast}`
      : atMost === null
        ? `${words.atLeast} ${atLeast}`
        : `${atLeast}–${atMost}`
  const saidBy = (source: string) => source !== '' && html` · ${words.by}: <bdi>${source}</bdi>`
  return html`<!doctype html>
    <html lang="${language}" dir="${language === 'he' ? 'rtl' : 'ltr'}" data-mode="${mode}">
      <head>
        <meta charset="utf-8" />
        <title>${words.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href="${style}" />
      </head>
      <body>
        <main>
          ${mode !== 'live' && html`<p class="mode">${words.mode[mode]}</p>`}
          <h1>${words.title}</h1>
          <p class="small">${words.asOf} ${time(at)}</p>
          <h2>${words.outages}</h2>
          ${
            outages.length === 0
              ? html`<p>${words.noOutages}</p>`
              : html`<ul>
                  ${outages.map(
                    (one) =>
                      html`<li>
                        <p class="what">${words.kind[one.kind]} · <bdi>${named(one)}</bdi></p>
                        <p>
                          ${
                            one.endedAt === null
                              ? html`${words.since} ${time(one.since)}`
                              : html`${words.ended} ${time(one.endedAt)}`
                          }
                          ${one.without !== null && html` · ${count(one.without)} ${words.households}`}
                        </p>
                        <p class="small">${words.status[one.status]}${saidBy(one.source)}</p>
                      </li>`,
                  )}
                </ul>`
          }
          <h2>${words.remnants}</h2>
          <p class="notice">${words.notice}</p>
          ${
            remnants.length === 0
              ? html`<p>${words.noRemnants}</p>`
              : html`<ul>
                  ${remnants.map(
                    (one) =>
                      html`<li>
                        <p class="what"><bdi>${named(one)}</bdi> · ${words.state[one.state]}</p>
                        <p class="small">
                          ${words.since}
                          ${time(one.state === 'cleared' ? one.changedAt : one.since)}${saidBy(one.source)}
                        </p>
                        ${
                          one.state !== 'cleared' &&
                          one.squares.length > 0 &&
                          html`${outagePicture(one.squares, one.shape, `${words.squares} ${named(one)}`)}
                            <p class="small">${words.squares}</p>`
                        }
                      </li>`,
                  )}
                </ul>`
          }
        </main>
        <nav>
          ${publicLanguages.map(
            (other) =>
              html`<a href="/outages?lang=${other}" lang="${other}" hreflang="${other}"
                >${publicDamageWords[other].title}</a
              >`,
          )}
        </nav>
      </body>
    </html>`.toString()
}
