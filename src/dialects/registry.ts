/** The dialects of this product: one folder each, and one line here. */
import { alertmanager } from './alertmanager/index.ts'
import { alertsInUa } from './alerts-in-ua/index.ts'
import type { Dialect } from './dialect.ts'
import { homeAssistant } from './home-assistant/index.ts'
import { nina } from './nina/index.ts'
import { pikudHaoref } from './pikud-haoref/index.ts'
import { screens } from './screens/index.ts'
import { ukraineAlarm } from './ukraine-alarm/index.ts'

export const dialects: readonly Dialect[] = [
  alertmanager,
  alertsInUa,
  homeAssistant,
  nina,
  pikudHaoref,
  screens,
  ukraineAlarm,
]
