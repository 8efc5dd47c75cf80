/** Russian: in-force. */
export const inForce = {}
