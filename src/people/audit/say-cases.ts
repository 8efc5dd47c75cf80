/** What was done in cases, each in a sentence: which case, question, finding and lesson; the words stand elsewhere. */
import type { JsonObject } from '#base'
import { counted, textIn, textsIn, type Sayings } from './telling.ts'

const of = (data: JsonObject) => `in the case ${textIn(data, 'case')}`

export const doingCases: Sayings = {
  'case-opened': ({ who, data, name }) =>
    `${who} opened the case ${textIn(data, 'case')}; ${name(textIn(data, 'owner'))} has it`,
  'case-renamed': ({ who, data }) => `${who} gave the case ${textIn(data, 'case')} another name`,
  'case-handed-over': ({ who, data, name }) =>
    `${who} handed the case ${textIn(data, 'case')} over to ${name(textIn(data, 'to'))}`,
  'case-watched': ({ who, data }) =>
    `${who} ${data['watches'] === 'yes' ? 'follows' : 'no longer follows'} the case ${textIn(data, 'case')}`,
  'case-thing-gathered': ({ who, data }) => `${who} added ${textIn(data, 'thing')} ${of(data)}`,
  'case-thing-taken-out': ({ who, data }) => `${who} took out ${textIn(data, 'thing')} ${of(data)}`,
  'case-question-asked': ({ who, data, name }) =>
    `${who} asked the question ${textIn(data, 'question')} ${of(data)}${data['of'] === null ? '' : `, of ${name(textIn(data, 'of'))}`}`,
  'case-question-given': ({ who, data, name }) =>
    data['of'] === null
      ? `${who} asked nobody in particular the question ${textIn(data, 'question')} ${of(data)}`
      : `${who} asked ${name(textIn(data, 'of'))} the question ${textIn(data, 'question')} ${of(data)}`,
  'case-question-answered': ({ who, data }) =>
    `${who} answered the question ${textIn(data, 'question')} ${of(data)}, by ${counted(textsIn(data, 'restsOn').length, 'thing')}`,
  'case-question-dropped': ({ who, data }) =>
    `${who} dropped the question ${textIn(data, 'question')} ${of(data)}`,
  'case-question-reopened': ({ who, data }) =>
    `${who} asked the question ${textIn(data, 'question')} again ${of(data)}`,
  'case-finding-made': ({ who, data }) =>
    `${who} found ${textIn(data, 'finding')} ${of(data)}: ${textIn(data, 'likelihood')}, confidence ${textIn(data, 'confidence')}, by ${counted(textsIn(data, 'restsOn').length, 'thing')}${data['supersedes'] === null ? '' : `, in place of ${textIn(data, 'supersedes')}`}`,
  'case-finding-judged': ({ who, data }) =>
    `${who} ${data['agrees'] === 'yes' ? 'agreed' : 'disagreed'} with the finding ${textIn(data, 'finding')} ${of(data)}`,
  'case-lesson-drawn': ({ who, data, name }) =>
    `${who} drew the lesson ${textIn(data, 'lesson')} ${of(data)}; ${name(textIn(data, 'owner'))} has it, due ${textIn(data, 'dueAt')}`,
  'case-lesson-put-off': ({ who, data, name }) =>
    `${who} put off the lesson ${textIn(data, 'lesson')} ${of(data)} to ${textIn(data, 'dueAt')}; ${name(textIn(data, 'owner'))} has it`,
  'case-lesson-done': ({ who, data }) =>
    `${who} finished the lesson ${textIn(data, 'lesson')} ${of(data)}${data['protocolVersion'] === null ? '' : `, with version ${textIn(data, 'protocolVersion')} of its protocol`}`,
  'case-lesson-dropped': ({ who, data }) => `${who} dropped the lesson ${textIn(data, 'lesson')} ${of(data)}`,
  'case-review-asked': ({ who, data }) =>
    `${who} laid the case ${textIn(data, 'case')} before others to read`,
  'case-closed': ({ who, data }) => `${who} closed the case ${textIn(data, 'case')}`,
  'case-reopened': ({ who, data }) => `${who} opened the case ${textIn(data, 'case')} again`,
}
