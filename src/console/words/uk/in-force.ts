/** Ukrainian: in-force. */
export const inForce = {}
