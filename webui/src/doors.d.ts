/** The front door's list, out of screens.ts (scripts/pages.ts). */
declare module 'virtual:doors' {
  export const DOORS: import('../screens').Door[]
}
