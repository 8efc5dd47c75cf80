/** English: in-force. */
export const inForce = {}
