import type { Shape } from '@/lib/api'
import { word } from '@/lib/words'

export type Times = Shape['ReportTime']

/** 125 s -> "2分05秒"; nothing known is a dash, never a nought. */
export function span(seconds: number | null | undefined): string {
  if (seconds == null) return '–'
  return seconds < 60
    ? `${seconds}秒`
    : `${Math.floor(seconds / 60)}分${String(seconds % 60).padStart(2, '0')}秒`
}
export function percent(part: number, whole: number): string {
  return whole ? `${((part / whole) * 100).toFixed(1)}%` : '–'
}
export function grouped(list: Times[], grouping: string): Times[] {
  return list.filter((t) => t.grouping === grouping)
}
export function whole(list: Times[]): Times | undefined {
  return list.find((t) => t.grouping === 'all')
}
/** What a group is called on the screen. */
export function groupName(t: Times): string {
  if (t.grouping === 'zone') return word('zone', t.name)
  if (t.grouping === 'class') return t.name === 'priority' ? '优先' : '普通'
  if (t.grouping === 'window') return `${t.name}号窗口`
  return t.name || '全部'
}
/** Half hours or days, minutes: what the line chart draws. */
export function lines(times: Times[]) {
  return {
    labels: times.map((t) => (t.grouping === 'day' ? t.name.slice(5) : t.name)),
    series: [
      {
        label: '平均',
        colour: '#1257b8',
        dash: [] as number[],
        values: times.map((t) => t.mean_s / 60),
      },
      {
        label: '九成不超过',
        colour: '#8a4b00',
        dash: [6, 4],
        values: times.map((t) => t.p90_s / 60),
      },
      { label: '最长', colour: '#b3121d', dash: [2, 3], values: times.map((t) => t.worst_s / 60) },
    ],
  }
}
