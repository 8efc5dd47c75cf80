/** What was taken in by forms, each in a sentence: where and in which words stands elsewhere. */
import { counted, textIn, textsIn, type Sayings } from './telling.ts'

export const fillingForms: Sayings = {
  'form-imported': ({ who, data }) =>
    `${who} took the form ${textIn(data, 'form')} in, version ${textIn(data, 'version')}`,
  'form-retired': ({ who, data }) =>
    `${who} took the form ${textIn(data, 'form')} out of use, version ${textIn(data, 'version')}`,
  'form-submitted': ({ who, data }) =>
    data['replaces'] === null
      ? `${who} filled in the form ${textIn(data, 'form')}: ${textIn(data, 'submission')}, in ${textIn(data, 'area')}`
      : `${who} changed the record ${textIn(data, 'record')}: ${textIn(data, 'submission')} replaces ${textIn(data, 'replaces')}`,
  'form-contested': ({ who, data }) =>
    `${who} changed the record ${textIn(data, 'record')}, which somebody else had changed meanwhile: both wait`,
  'form-superseded': ({ who, data }) =>
    `${who} sent ${textIn(data, 'submission')} after what replaces it in the record ${textIn(data, 'record')}`,
  'form-joined': ({ who, data }) =>
    `${who} sent what links two records: ${textIn(data, 'record')} is the beginning of ${textIn(data, 'into')}`,
  'form-settled': ({ who, data }) =>
    `${who} chose that ${textIn(data, 'keep')} holds in the record ${textIn(data, 'record')}`,
  'form-counted': ({ who, data }) =>
    `What ${who} said in the record ${textIn(data, 'record')} became ${counted(listIn(data['observations']).length, 'observation')}${textsIn(data, 'refused').length === 0 ? '' : `; not counted: ${textsIn(data, 'refused').join(', ')}`}`,
  'form-photo-kept': ({ who, data }) =>
    `${who} sent a photo of the record ${textIn(data, 'record')}: ${textIn(data, 'field')}`,
  'form-photo-refused': ({ who, data }) =>
    `${who} sent a photo of the record ${textIn(data, 'record')} that could not be kept: ${textIn(data, 'why')}`,
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
