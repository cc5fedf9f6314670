// What the table of screens (webui/screens.ts) says of this page: its HTML carries it.
import type { Component } from 'vue'
import { may } from './session'

export const screen = {
  title: document.title,
  roles: document.body.dataset.roles?.split(' ') ?? [],
  /** What stands under the head of a page; the kit does not know it. */
  notices: null as Component | null,
}
/** Whether whoever is signed in may use this page. */
export const mayUse = () => may(...screen.roles)
