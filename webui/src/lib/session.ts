import { ApiError } from './api'
import * as api from './calls'
import { forgetMine } from './keep'
import { toast } from './toast'
import { me } from './who'

export { me }
/**
 * True once this page itself took a new session: what was opened before it was opened as somebody
 * else.
 */
export const renewed = { yes: false }

/**
 * Who was asked for before this page took a session of its own is not who it is now: such an
 * answer comes too late.
 */
export async function loadMe() {
  const asked = renewed.yes
  const answer = await api.meGet()
  if (renewed.yes === asked) me.value = answer
  return me.value
}

export function may(...roles: string[]) {
  return !!me.value && me.value.roles.some((role) => roles.includes(role))
}

/**
 * A device's page is opened once with #token=…; the token becomes a cookie and leaves the address
 * bar.
 */
export async function enrolFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token) {
    const enrolled = await api.deviceEnrol({ token })
    renewed.yes = true
    me.value = enrolled
    history.replaceState(null, '', location.pathname + location.search)
  } else {
    await loadMe()
  }
  return me.value
}

export async function signOut() {
  try {
    await api.logout()
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem
    if (problem.refusal.code !== 'ACTOR_OTHER') {
      toast(problem.message, 'danger')
      return
    } // a number that is not done, or no answer
    // who is signed in beside this page stays
  }
  forgetMine()
  location.href = '/'
}
