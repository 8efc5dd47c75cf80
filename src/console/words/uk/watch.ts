/** Ukrainian: Watch. */
export const watch = {
  inForce: 'In force',
  nothing: 'Nothing in force',
}
