/** The dialects of this product: one folder each, and one line here. */
import { alertsInUa } from './alerts-in-ua/index.ts'
import type { Dialect } from './dialect.ts'
import { homeAssistant } from './home-assistant/index.ts'

export const dialects: readonly Dialect[] = [alertsInUa, homeAssistant]
