/** A danger in force as a reader needs it: what it is, since when, what to do, where to go, what is not known. */
import { fill, html, type Html } from '#web/html'
import { shelterAddress, sheltersAddress } from './addresses.ts'
import type { DangerNow, GroupNow, NowView, PlaceNow, Said, ShelterNow } from './now-view.ts'
import {
  clockTime,
  distanceSaid,
  listed,
  minutesBetween,
  minutesSaid,
  said,
  saidIn,
  timeTag,
} from './speech.ts'
import { threatIcon } from './threat-icons.ts'
import type { NowWords } from './words.ts'

export function dangerCard(danger: DangerNow, group: GroupNow, view: NowView, words: NowWords): Html {
  const isFirst = group.dangers[0] === danger
  const isPart = danger.reach === 'a-part'
  return html`<article class="card ${danger.look}${isPart && ' part'}">
    <div class="band">
      ${threatIcon(danger.icon)}
      <div>
        <h2>
          <span class="mark">${isPart ? '◐' : danger.look === 'danger' ? '▲' : '△'}</span>
          ${said(danger.name)}
          ${danger.colour !== undefined && html`<small>${words.colours[danger.colour]}</small>`}
        </h2>
        <p>${isPart && html`${partSaid(danger, group, words)} · `}${sinceSaid(danger, view, words)}</p>
      </div>
    </div>
    ${
      isFirst
        ? html`<div class="rest">
            ${group.places.map((place) => arrivalLine(place, group, view, words))}
            ${stepsSection(danger, words)}
            ${danger.look === 'danger' && group.places.map((place) => shelterLine(place, group, view, words))}
            ${danger.unknown !== undefined && html`<p class="unknown">${said(danger.unknown)}</p>`}
            ${folded(words.moreAdvice, danger.more)}
            <p class="soft">${issuedSaid(danger, view, words)}</p>
          </div>`
        : html`<div class="rest">
            ${folded(headingOf(danger, words), [...(danger.told === undefined ? [] : [danger.told]), ...danger.steps, ...danger.more])}
          </div>`
    }
  </article>`
}

/** “in a part of Lipetsk Oblast: Lipetsk, Zadonsky District”. */
export function partSaid({ parts }: Pick<DangerNow, 'parts'>, group: GroupNow, words: NowWords): Html {
  const part = saidIn(words.partOf, {
    place: listed(
      group.places.map(({ name }) => name),
      words,
    ),
  })
  return parts.length === 0 ? part : html`${part}: ${listed(parts, words, 5)}`
}

/** What is asked beside the first things to do, and of a danger beside the gravest; folded, so that those stand alone. */
function folded(summary: string, all: readonly Said[]): Html {
  if (all.length === 0) return html``
  return html`<details>
    <summary>${summary}</summary>
    <ul>
      ${all.map((one) => html`<li>${said(one)}</li>`)}
    </ul>
  </details>`
}

/** “since 00:37, 23 min”; the script keeps the minutes true. */
export function sinceSaid({ since }: Pick<DangerNow, 'since'>, view: NowView, words: NowWords): Html {
  return html`${saidIn(words.since, { time: timeTag(since, view) })} ·
    <span data-age="${since}">${minutesSaid(minutesBetween(since, view.at), words)}</span>`
}

function headingOf({ reach, look }: DangerNow, words: NowWords): string {
  return reach === 'a-part' ? words.doIfThere : look === 'danger' ? words.doNow : words.doReady
}

function stepsSection(danger: DangerNow, words: NowWords): Html {
  const waits = danger.look === 'danger'
  return html`<h3>${headingOf(danger, words)}</h3>
    ${danger.told !== undefined && html`<p class="told">${said(danger.told)}</p>`}
    ${
      danger.steps.length > 0
        ? html`<ol>
            ${danger.steps.map((step) => html`<li>${said(step)}</li>`)}${waits && html`<li>${words.wait}</li>`}
          </ol>`
        : waits && html`<p>${words.wait}</p>`
    }`
}

/** With the place's name where more than one stands in this card. */
function named(place: PlaceNow, group: GroupNow, text: Html): Html {
  return group.places.length > 1 ? html`<b>${said(place.name)}</b>: ${text}` : text
}

/** Without a script a time of day, which stays true while one reads; with one, a countdown. */
function arrivalLine(place: PlaceNow, group: GroupNow, view: NowView, words: NowWords): Html {
  const { arrival } = place
  if (arrival === undefined) return html``
  if (arrival.known === 'nothing')
    return html`<p class="arrival">${named(place, group, html`${words.arrivesUnknown}`)}</p>`
  const text =
    arrival.earliest <= view.at
      ? html`${words.arrivesNow}`
      : saidIn(words.arrivesAt, { time: timeTag(arrival.earliest, view) })
  return html`<p class="arrival">
    ${named(
      place,
      group,
      html`<span
        data-arrives="${arrival.earliest}"
        data-in="${words.arrivesIn}"
        data-now="${words.arrivesNow}"
        data-clock="${clockTime(arrival.earliest, view)}"
        >${text}</span
      >`,
    )}
  </p>`
}

function shelterLine(place: PlaceNow, group: GroupNow, view: NowView, words: NowWords): Html {
  const { shelter } = place
  if (shelter === undefined) return html``
  return html`<p class="shelter">${named(place, group, shelterSaid(shelter, place, view, words))}</p>`
}

export function shelterSaid(shelter: ShelterNow, place: PlaceNow, view: NowView, words: NowWords): Html {
  if (shelter.known === 'none') return html`${words.noShelter}`
  if (shelter.known === 'some')
    return html`${fill(words.sheltersHere, { count: shelter.count })}
      <a href="${sheltersAddress(view, place.code)}">${words.findShelter}</a>`
  const away = saidIn(words.shelterAway, {
    distance: distanceSaid(shelter.metres, words),
    minutes: minutesSaid(shelter.minutes, words),
    place: said(place.name),
  })
  const reach = shelter.reach === undefined ? '' : ` · ${words.shelterReach[shelter.reach]}`
  return html`${words.shelter}: <a href="${shelterAddress(view, shelter.id)}">${said(shelter.name)}</a> ·
    ${away} · ${words.shelterStatus[shelter.status]}${reach}`
}

function issuedSaid(danger: DangerNow, view: NowView, words: NowWords): Html {
  const issuer = said(danger.issuer)
  if (danger.relayed === 'own') return saidIn(words.issuedBy, { issuer, time: timeTag(danger.since, view) })
  const until =
    danger.until !== undefined && html`. ${saidIn(words.relayedUntil, { time: timeTag(danger.until, view) })}`
  return html`${saidIn(words.relayedBy, { issuer })}${until}`
}
