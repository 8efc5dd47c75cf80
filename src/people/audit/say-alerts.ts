/** What happened to alerts, reports, sirens and whoever is called, each in a sentence. */
import type { JsonObject } from '#base'
import {
  counted,
  idOf,
  listIn,
  objectIn,
  quoted,
  someOf,
  spaced,
  textIn,
  textOf,
  textsIn,
  type Say,
  type Sayings,
  type Telling,
} from './telling.ts'

/** An area as it was frozen in a content: its English name, else any, else its code. */
function areaName(area: unknown): string {
  if (typeof area !== 'object' || area === null) return textOf(area)
  const { code, names } = area as { readonly code?: unknown; readonly names?: JsonObject }
  return textOf(names?.['en'] ?? Object.values(names ?? {})[0] ?? code)
}

const places = (areas: readonly unknown[]) => someOf(areas.map(areaName))

/** `drone, red, for Zadonsky District` — in a drill or a test it says so. */
function warning({ data, fact }: Telling): string {
  const content = objectIn(data, 'content')
  const { threat, level } = content
  const marked = fact.mode === 'live' ? '' : `${fact.mode}: `
  if (threat === undefined) return `the ${fact.mode} alert ${idOf(fact.stream)}`
  const where = places(listIn(content, 'areas'))
  return `${marked}${spaced(textOf(threat))}, ${spaced(textOf(level))}, for ${where} (${idOf(fact.stream)})`
}
const named = ({ fact }: Telling) => `the ${fact.mode} alert ${idOf(fact.stream)}`
const why = (data: JsonObject, name = 'reason') =>
  typeof data[name] === 'string' ? `: ${quoted(data[name])}` : ''
const alone = (data: JsonObject) =>
  typeof data['emergency'] === 'string' ? `, alone, in an emergency: ${quoted(data['emergency'])}` : ''

const does =
  (did: string): Say =>
  (it) =>
    `${it.who} ${did} ${named(it)}${why(it.data)}`
const warns =
  (did: string): Say =>
  (it) =>
    `${it.who} ${did} ${warning(it)}${alone(it.data)}`

export const alerts: Sayings = {
  'alert-drafted': warns('drafted'),
  'draft-edited': warns('edited'),
  'draft-discarded': does('threw away'),
  'alert-submitted': does('asked for approval of'),
  'alert-returned': does('sent back'),
  'alert-approved': does('approved'),
  'alert-issued': warns('issued'),
  'change-submitted': (it) =>
    `${it.who} asked for approval of a change (${spaced(textIn(it.data, 'change'))}) of ${named(it)}`,
  'change-returned': does('sent back a change of'),
  'alert-raised': warns('raised'),
  'alert-lowered': warns('lowered'),
  'alert-extended': warns('extended'),
  'alert-reduced': warns('reduced'),
  'alert-corrected': warns('corrected'),
  'alert-renewed': warns('renewed'),
  'alert-updated': warns('brought up to date'),
  'areas-cleared': does('gave the all-clear for a part of'),
  'alert-cleared': does('gave the all-clear of'),
  'alert-retracted': does('retracted'),
  'expiry-flagged': (it) =>
    `Nobody has renewed ${named(it)} so far; it ends at ${textIn(it.data, 'renewBy')}`,
  'alert-lapsed': (it) => `${sentence(named(it))} lapsed: nobody renewed it, and nobody cleared it`,
  'review-closed': (it) =>
    `${it.who} closed the review of ${named(it)} as ${spaced(textIn(it.data, 'verdict'))}${why(it.data, 'text')}`,
  'approval-escalated': ({ data, name }) =>
    `Nobody had answered what waits (${textIn(data, 'waiting')}); ${someOf(textsIn(data, 'called').map(name))} were to be called`,
  'second-person-called': ({ data, name }) => {
    const { person, by } = data
    if (person === undefined) return `Nobody could be called about ${textIn(data, 'waiting')}`
    const how = by === undefined ? '' : ` by ${textOf(by)}`
    return `${name(textOf(person))} was called${how} about ${textIn(data, 'waiting')}: ${spaced(textIn(data, 'outcome'))}`
  },
  'reach-summarised': ({ fact }) => `What is known of who was told of ${idOf(fact.stream)} was summed up`,
  'attempt-resent': ({ who, data }) => `${who} had the failed attempt ${textIn(data, 'attempt')} tried again`,
  'drill-announced': ({ who, data }) => {
    const script = textIn(objectIn(data, 'script'), 'id')
    const despite =
      typeof data['despite'] === 'string' ? `, despite a live alert: ${quoted(data['despite'])}` : ''
    return `${who} announced the drill ${textIn(data, 'drill')} (${script}) for ${textIn(data, 'beginsAt')}${despite}`
  },
  'drill-begun': ({ data }) => `The drill ${textIn(data, 'drill')} began`,
  'drill-inject-given': ({ data }) => {
    const { text, kind } = objectIn(data, 'inject')
    const said = Object.values(typeof text === 'object' && text !== null ? text : {})[0]
    return `Drill: ${spaced(textOf(kind))} (${textIn(data, 'step')})${typeof said === 'string' ? `: ${quoted(said)}` : ''}`
  },
  'drill-ended': ({ who, data }) => {
    const drill = `the drill ${textIn(data, 'drill')}`
    if (data['how'] === 'finished') return `${sentence(drill)} was over: its time was up`
    if (data['how'] === 'broken-off')
      return `${sentence(drill)} was broken off: the live alert ${someOf(textsIn(data, 'alerts'))} came`
    return `${who} ended ${drill}${why(data)}`
  },
  'drill-script-saved': ({ who, data }) => `${who} wrote down the drill script ${textIn(data, 'script')}`,
  'drill-script-removed': ({ who, data }) => `${who} removed the drill script ${textIn(data, 'script')}`,
  'report-dismissed': ({ who, fact, data }) =>
    `${who} laid the report ${idOf(fact.stream)} aside${why(data)}`,
  'report-drafted': ({ who, fact, data }) =>
    `${who} drafted the alert ${textIn(data, 'alert')} from the report ${idOf(fact.stream)}`,
}

const aboutOne =
  (did: string): Say =>
  ({ who, fact }) =>
    `${who} ${did} ${idOf(fact.stream)}`

export const machines: Sayings = {
  'sirens-registered': ({ who, data }) => `${who} registered ${counted(data['sirens'], 'siren')}`,
  'sirens-removed': ({ who, data }) => `${who} removed ${counted(listIn(data, 'sirens').length, 'siren')}`,
  'sirens-tested': ({ who, data }) => {
    const counts = Object.entries(data).flatMap(([status, count]) =>
      typeof count === 'number' && count > 0 ? `${count} ${status}` : [],
    )
    return `${who} tested sirens without a sound: ${someOf(counts, 8)}`
  },
  'siren-escalated': ({ data }) =>
    `The siren ${textIn(data, 'siren')} is ${textIn(data, 'status')} after an order; its operators were told`,
  'webhook-created': aboutOne('subscribed'),
  'webhook-removed': aboutOne('unsubscribed'),
  'webhook-secret-rotated': aboutOne('made a new secret for'),
  'webhook-enabled': aboutOne('switched on again'),
  'webhook-tested': aboutOne('sent a ping to'),
  'recipients-imported': ({ who, data }) =>
    `${who} brought in a list: ${counted(data['added'], 'recipient')} new, ${counted(data['changed'], 'recipient')} changed, ${counted(data['removed'], 'recipient')} taken off`,
  'recipients-removed': ({ who, data }) => `${who} took ${someOf(textsIn(data, 'recipients'))} off the list`,
  'recipients-erased': ({ who, data }) =>
    `${who} erased everything of an address: ${counted(data['recipients'], 'recipient')}, ${counted(data['messages'], 'message')}`,
  'recipients-opted-out': ({ data }) =>
    `${someOf(textsIn(data, 'recipients'))} asked to be sent no more, by ${textIn(data, 'channel')}`,
  'recipients-opted-in': ({ data }) =>
    `${someOf(textsIn(data, 'recipients'))} asked to be sent alerts again, by ${textIn(data, 'channel')}`,
  'source-added': aboutOne('added the source'),
  'source-changed': aboutOne('changed the source'),
  'source-removed': aboutOne('removed the source'),
  'message-received': ({ data }) =>
    `A message of ${textIn(data, 'sender')} came in from the source ${textIn(data, 'sourceName')}`,
  'message-superseded': ({ fact }) => `A later message took the place of ${idOf(fact.stream)}`,
  'relay-refused': ({ data }) =>
    `What a message asked for could not be put onto the board: ${textIn(data, 'says')}`,
  'area-set-saved': ({ who, data }) =>
    `${who} saved the set of areas ${quoted(textIn(data, 'name'))}: ${counted(listIn(data, 'areas').length, 'area')}`,
  'area-set-removed': ({ who, data }) => `${who} removed the set of areas ${textIn(data, 'set')}`,
  'areas-imported': ({ who, data }) =>
    `${who} imported areas: ${counted(data['changed'], 'area')} changed, from ${someOf(textsIn(data, 'files'))}`,
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
