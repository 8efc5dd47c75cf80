/** All that problems say in Hebrew. */
import { alerts } from './alerts.ts'
import { areas } from './areas.ts'
import { base } from './base.ts'
import { channels } from './channels.ts'
import { clauses } from './clauses.ts'
import { delivery } from './delivery.ts'
import { drills } from './drills.ts'
import { exchange } from './exchange.ts'
import { ledger } from './ledger.ts'
import { people } from './people.ts'
import { reports } from './reports.ts'
import { push } from './push.ts'
import { server } from './server.ts'
import { shelters } from './shelters.ts'
import { signingIn } from './signing-in.ts'
import { targeting } from './targeting.ts'
import { threats } from './threats.ts'

export const he = {
  kinds: {
    ...{ ...base, ...areas, ...people, ...signingIn, ...ledger, ...threats, ...alerts },
    ...{
      ...channels,
      ...push,
      ...delivery,
      ...exchange,
      ...drills,
      ...reports,
      ...shelters,
      ...targeting,
      ...server,
    },
  },
  clauses,
}
