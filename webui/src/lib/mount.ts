import { createApp, type Component } from 'vue'
import { machineHas, machineKeeps, sweep } from './keep'
import { printDialogsAlone } from './sheet'
import { toast } from './toast'

/**
 * Starts a screen: text size as this device was left, faults shown in words instead of a dead
 * page.
 */
export function mount(root: Component) {
  document.documentElement.dataset.elder = machineHas('elder') || '0'
  sweep()
  const app = createApp(root)
  app.config.errorHandler = (error) => {
    console.error(error)
    toast('页面出了点问题，请刷新再试', 'danger')
  }
  app.mount('#app')
  printDialogsAlone()
}

export function toggleElder() {
  const now = document.documentElement.dataset.elder === '1' ? '0' : '1'
  document.documentElement.dataset.elder = now
  machineKeeps('elder', now)
}
