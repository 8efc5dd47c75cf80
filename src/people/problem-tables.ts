/** Every table of problems of this slice. */
import { credentialProblems } from './credentials/problems.ts'
import { oidcProblems } from './oidc/problems.ts'
import { peopleProblems } from './problems.ts'
import { signInProblems } from './sign-in/problems.ts'

export const peopleProblemTables = [peopleProblems, credentialProblems, signInProblems, oidcProblems] as const
