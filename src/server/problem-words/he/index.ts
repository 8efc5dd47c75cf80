/** All that problems say in Hebrew. */
import { alerts } from './alerts.ts'
import { areas } from './areas.ts'
import { assessments } from './assessments.ts'
import { base } from './base.ts'
import { callOuts } from './callouts.ts'
import { cellBroadcast } from './cell-broadcast.ts'
import { channels } from './channels.ts'
import { clauses } from './clauses.ts'
import { damage } from './damage.ts'
import { delivery } from './delivery.ts'
import { drills } from './drills.ts'
import { evidenceDesk } from './evidence-desk.ts'
import { exchange } from './exchange.ts'
import { forms } from './forms.ts'
import { ledger } from './ledger.ts'
import { line } from './line.ts'
import { people } from './people.ts'
import { reports } from './reports.ts'
import { cases } from './cases.ts'
import { protocols } from './protocols.ts'
import { push } from './push.ts'
import { server } from './server.ts'
import { shelters } from './shelters.ts'
import { signingIn } from './signing-in.ts'
import { sites } from './sites.ts'
import { taking } from './taking.ts'
import { targeting } from './targeting.ts'
import { threats } from './threats.ts'

export const he = {
  kinds: {
    ...{ ...base, ...areas, ...assessments, ...people, ...signingIn, ...ledger, ...threats, ...alerts },
    ...{
      ...callOuts,
      ...cellBroadcast,
      ...channels,
      ...push,
      ...line,
      ...damage,
      ...delivery,
      ...evidenceDesk,
      ...exchange,
      ...forms,
      ...drills,
      ...cases,
      ...protocols,
      ...reports,
      ...shelters,
      ...sites,
      ...taking,
      ...targeting,
      ...server,
    },
  },
  clauses,
}
