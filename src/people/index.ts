/** The door to people: who may do what. The default answer is no. */
export * from './calling/person-call.ts'
export * from './people.ts'
export * from './permission.ts'
export * from './person.ts'
export * from './problems.ts'
export * from './role.ts'
