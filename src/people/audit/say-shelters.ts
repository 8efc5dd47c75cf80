/** What was done to the shelters, each in a sentence. Which one it was is told by its id: where it is stands with the shelter. */
import { counted, someOf, textIn, type Sayings } from './telling.ts'

export const keepingShelters: Sayings = {
  'shelters-imported': ({ who, data }) =>
    `${who} imported the shelters “${textIn(data, 'source')}” from ${textIn(data, 'file')}: of ${counted(textIn(data, 'rows'), 'row')} ${textIn(data, 'refused')} refused; ${textIn(data, 'added')} new, ${textIn(data, 'changed')} changed, ${textIn(data, 'gone')} in the list no more`,
  'shelter-added': ({ who, data }) => `${who} entered the shelter ${textIn(data, 'shelter')}`,
  'shelter-changed': ({ who, data }) => {
    const fields = Array.isArray(data['fields']) ? data['fields'].map(String) : []
    return `${who} changed the shelter ${textIn(data, 'shelter')}: ${someOf(fields, 6)}`
  },
  'shelter-hidden': ({ who, data }) => `${who} hid the shelter ${textIn(data, 'shelter')} from the public`,
  'shelter-shown': ({ who, data }) => `${who} showed the shelter ${textIn(data, 'shelter')} to the public`,
  'shelter-removed': ({ who, data }) => `${who} removed the shelter ${textIn(data, 'shelter')}`,
  'shelter-link-made': ({ who, data }) =>
    `${who} made a warden’s link for the shelter ${textIn(data, 'shelter')}`,
  'shelter-link-revoked': ({ who, data }) =>
    `${who} revoked a warden’s link of the shelter ${textIn(data, 'shelter')}`,
  'shelter-statuses-summed': ({ data }) =>
    `Of ${counted(textIn(data, 'shelters'), 'shelter')} wardens said: ${textIn(data, 'open')} open, ${textIn(data, 'full')} full, ${textIn(data, 'closed')} closed, ${textIn(data, 'unknown')} not known`,
}
