// What a citizen wants a number for, and what to say when there is none.
import { ApiError, type Shape } from '@/lib/api'

export interface Matter {
  title: string
  hint: string
  body: { zone?: Shape['TicketTake']['zone']; category?: string; items?: string[]; day?: 'next' }
}

/**
 * Several matters, one number: it is called in the zone of the first; who has matters in other
 * zones too is told so beforehand.
 */
export function matter(items: Shape['ItemBrief'][]): Matter {
  const zones = [...new Set(items.map((item) => item.zone))]
  return {
    title: items.length === 1 ? items[0].name : `${items[0].name}等 ${items.length} 件事，一个号`,
    hint:
      zones.length > 1
        ? '这些事在不同的窗口办：先在叫到的窗口办第一件，其余由窗口转过去，不用再取号。'
        : '',
    body: { zone: items[0].zone, items: items.map((item) => item.id) },
  }
}

/**
 * No answer is not a refusal: the number may have been taken, and the same press again gives the
 * same one.
 */
export function failed(problem: unknown): { text: string; retry: boolean } {
  if (problem instanceof ApiError && problem.status > 0 && problem.status < 500)
    return { text: problem.message, retry: false }
  const text =
    problem instanceof ApiError && problem.status >= 500
      ? problem.message
      : '暂时连不上服务器，号还没有出来。'
  return { text: `${text} 请再按一次（不会多取一张），或到咨询引导台取纸质号。`, retry: true }
}
