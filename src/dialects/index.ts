/** The door to dialects: the same warnings for apps that speak in their own way. */
export * from './fpas/index.ts'
