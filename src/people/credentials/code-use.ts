/** A one-time code is taken once: the step it is of is remembered, and none of it or before is taken again (RFC 6238 §5.2). */
import { ok, refuse, type Result } from '#base'
import type { Credentials } from './credential.ts'

/** To be decided within `CredentialBook.change`; `step` is what `TotpCodes.stepOf` gave for the code. */
export function useTotpStep(
  credentials: Credentials,
  step: number | undefined,
): Result<Credentials, 'people/wrong-code'> {
  const { totp } = credentials
  if (totp === null || step === undefined || step <= totp.lastStep) return refuse('people/wrong-code')
  return ok({ ...credentials, totp: { ...totp, lastStep: step } })
}
