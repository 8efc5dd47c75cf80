/** Call-outs, teams and rotas, each in a sentence. People who were called are told by their id: what is personal stands elsewhere. */
import { counted, listIn, textIn, type Sayings } from './telling.ts'

const answers: { readonly [answer: string]: string } = {
  coming: 'they come',
  cannot: 'they can’t come',
  arrived: 'they are there',
  'stood-down': 'they need not come',
}
const closings: { readonly [why: string]: string } = {
  'by-person': 'by hand',
  'time-over': 'its time is over',
  'alert-over': 'its alert is over',
}

export const callingOut: Sayings = {
  'callout-opened': ({ who, data }) => `${who} opened the call-out ${textIn(data, 'callOut')}`,
  'callout-asked': ({ data }) =>
    `${counted(listIn(data, 'people').length, 'person', 'people')} of circle ${String(Number(textIn(data, 'circle')) + 1)} were asked in the call-out ${textIn(data, 'callOut')}`,
  'callout-answered': ({ data }) =>
    `In the call-out ${textIn(data, 'callOut')} of ${textIn(data, 'person')} it was said by ${textIn(data, 'over')} that ${answers[textIn(data, 'answer')] ?? textIn(data, 'answer')}`,
  'callout-closed': ({ who, data }) =>
    `${who} ended the call-out ${textIn(data, 'callOut')}: ${closings[textIn(data, 'why')] ?? textIn(data, 'why')}`,
  'responder-kept': ({ who, data }) => `${who} entered or changed the responder ${textIn(data, 'responder')}`,
  'responder-erased': ({ who, data }) => `${who} erased the responder ${textIn(data, 'responder')}`,
  'team-kept': ({ who, data }) =>
    `${who} entered or changed the team ${textIn(data, 'team')}: ${counted(textIn(data, 'members'), 'person', 'people')} in it`,
  'team-removed': ({ who, data }) => `${who} removed the team ${textIn(data, 'team')}`,
  'responder-device-added': ({ who, data }) =>
    `${who} switched calls by push on for ${textIn(data, 'person')}, on the device ${textIn(data, 'device')}`,
  'responder-device-removed': ({ who, data }) =>
    `${who} switched calls by push off for ${textIn(data, 'person')}, on the device ${textIn(data, 'device')}`,
  'rota-feed-given': ({ who, data }) =>
    `${who} took the calendar address of the ${textIn(data, 'of')} ${textIn(data, 'id')}`,
}
