/** Hebrew: in-force. */
export const inForce = {}
