// Reads the ticket machine's screen to whoever asked for it: what carries data-say, in the order of
// the page, marked while it is said. A screen that says something else than before is read from its
// beginning; what was being said then ends.
import { nameClips, numeralClips, ticketClips } from '@/lib/call'
import { playClip, wake } from '@/lib/voice'

/**
 * "say-number|number:A012|say-ahead|count:3": clips by their name, numbers and names spelled from
 * clips.
 */
export function clipsOf(say: string): string[] {
  return say.split('|').flatMap((part) => {
    const [kind, text = '', place = ''] = part.split(':')
    if (kind === 'number') return ticketClips(text)
    if (kind === 'count') return numeralClips(Number(text))
    return kind === 'name' ? nameClips(text, Number(place)) : [part]
  })
}

const heard = (root: HTMLElement) => Array.from(root.querySelectorAll<HTMLElement>('[data-say]'))
const words = (root: HTMLElement) =>
  heard(root)
    .map((e) => e.dataset.say)
    .join(' ')

/**
 * Begins at once; what it returns ends it. `volume` in percent; `speaking` is told when there is
 * something to listen to and when it is over.
 */
export async function readAloud(
  root: HTMLElement,
  volume: number,
  speaking: (yes: boolean) => void,
): Promise<() => void> {
  let turn = 0
  let said = ''
  let late = 0
  async function read() {
    const mine = ++turn
    said = words(root)
    speaking(true)
    for (const element of heard(root)) {
      element.classList.add('said')
      for (const clip of clipsOf(element.dataset.say ?? ''))
        // one that fails must not end the reading
        if (mine === turn) await playClip(clip, volume).catch(() => {})
      element.classList.remove('said')
    }
    if (mine === turn) speaking(false)
  }
  const changes = new MutationObserver(() => {
    clearTimeout(late)
    late = window.setTimeout(() => {
      if (words(root) !== said) void read()
    }, 150) // a screen is drawn in several steps
  })
  await wake()
  changes.observe(root, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-say'],
  })
  void read()
  return () => {
    turn++
    clearTimeout(late)
    changes.disconnect()
    speaking(false)
  }
}
