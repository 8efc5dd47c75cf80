/** TODO */
export {}
