/** What people decided at the evidence desk: on which document, claim, event or source, never in whose words. */
import { counted, idOf, listIn, textIn, type Sayings } from './telling.ts'

export const evidenceDecided: Sayings = {
  'evidence-taken': ({ who, fact, data }) =>
    `${who} took in the document ${idOf(fact.stream)}, with ${counted(data['claims'], 'claim')}`,
  'evidence-assigned': ({ who, name, fact, data }) =>
    typeof data['to'] === 'string'
      ? `${who} gave the document ${idOf(fact.stream)} to ${name(data['to'])}`
      : `${who} took the document ${idOf(fact.stream)} from whoever had it`,
  'evidence-locked': ({ who, name, fact, data }) =>
    typeof data['from'] === 'string'
      ? `${who} took the document ${idOf(fact.stream)} over from ${name(data['from'])}`
      : `${who} began to work on the document ${idOf(fact.stream)}`,
  'evidence-released': ({ who, fact }) => `${who} let others work on the document ${idOf(fact.stream)}`,
  'evidence-claim-judged': ({ who, fact, data }) =>
    `${who} ${textIn(data, 'verdict')} claim ${textIn(data, 'claim')} of ${idOf(fact.stream)}`,
  'evidence-claim-rated': ({ who, fact, data }) =>
    `${who} graded claim ${textIn(data, 'claim')} of ${idOf(fact.stream)} ${textIn(data, 'to')}, where it was ${textIn(data, 'from')}`,
  'evidence-claim-added': ({ who, fact, data }) =>
    `${who} added claim ${textIn(data, 'claim')} to ${idOf(fact.stream)}`,
  'evidence-family-set': ({ who, fact, data }) =>
    `${who} put the document ${idOf(fact.stream)} into the family ${textIn(data, 'to')}`,
  'evidence-closed': ({ who, fact }) => `${who} found nothing more in the document ${idOf(fact.stream)}`,
  'evidence-reopened': ({ who, fact }) => `${who} opened the document ${idOf(fact.stream)} again`,
  'evidence-drafted': ({ who, fact, data }) =>
    `${who} drafted ${textIn(data, 'alert')} from the document ${idOf(fact.stream)}`,
  'evidence-source-rated': ({ who, fact, data }) =>
    `${who} graded the source ${idOf(fact.stream)} ${textIn(data, 'to')}, where it was ${textIn(data, 'from')}`,
  'evidence-claim-joined': ({ who, fact, data }) =>
    `${who} let claim ${textIn(data, 'claim')} count for the event ${idOf(fact.stream)}`,
  'evidence-claim-left': ({ who, fact, data }) =>
    `${who} took claim ${textIn(data, 'claim')} out of the event ${idOf(fact.stream)}`,
  'evidence-event-merged': ({ who, fact, data }) =>
    `${who} merged ${counted(listIn(data, 'from').length, 'event')} into ${idOf(fact.stream)}`,
  'evidence-event-merged-away': ({ who, fact, data }) =>
    `${who} merged the event ${idOf(fact.stream)} into ${textIn(data, 'into')}`,
  'evidence-event-split': ({ who, fact, data }) =>
    `${who} split ${counted(listIn(data, 'claims').length, 'claim')} off the event ${idOf(fact.stream)}`,
  'evidence-event-split-off': ({ who, fact, data }) =>
    `${who} made the event ${idOf(fact.stream)} of claims of ${textIn(data, 'from')}`,
  'evidence-act-undone': ({ who, fact, data }) =>
    `${who} took back ${textIn(data, 'act')} at the event ${idOf(fact.stream)}`,
  'evidence-denial-set-aside': ({ who, fact, data }) =>
    `${who} opened the event ${idOf(fact.stream)} again, which the denial ${textIn(data, 'denial')} had closed`,
  'evidence-texts-erased': ({ data }) =>
    `The words of ${counted(data['count'], 'document')} of the evidence desk were erased after ${textIn(data, 'keptForDays')} days`,
}
