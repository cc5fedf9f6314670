import { onBeforeUnmount, onMounted, ref } from 'vue'

/**
 * Counts down while nobody touches the screen and then calls `home`; any touch or key begins anew.
 * `left` is shown, so nobody is thrown out unawares; `more` gives time to read, think or find the
 * glasses.
 */
export function useIdle(home: () => void, seconds: () => number, counting: () => boolean) {
  const left = ref(seconds())
  let extra = 0
  const reset = () => {
    extra = 0
    left.value = seconds()
  }
  const touched = () => {
    if (!extra || left.value < seconds()) reset()
  } // a touch does not take away the time that was asked for
  const more = () => {
    extra = 60
    left.value = seconds() + 60
  }
  let timer = 0
  const tick = () => {
    if (!counting()) {
      reset()
      return
    }
    left.value -= 1
    if (left.value > 0) return
    reset()
    home()
  }
  onMounted(() => {
    timer = window.setInterval(tick, 1000)
    for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, touched, true)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    for (const kind of ['pointerdown', 'keydown']) window.removeEventListener(kind, touched, true)
  })
  return { left, more, reset }
}
