// What is typed into or ticked: each is one element, and what else it may have (maxlength,
// data-test, the value that a tick stands for) is written on it. They are functions, for as files
// of their own they would weigh more than all that they show; a `ref` on one is its element.
import { h, vModelCheckbox, vModelRadio, vModelText, withDirectives } from 'vue'
import type { FunctionalComponent, ObjectDirective } from 'vue'

type Control<Value> = FunctionalComponent<
  { modelValue?: Value | null },
  { 'update:modelValue': (value: Value) => void }
>
/** Who only shows a value hears of no other. */
const nobody = () => {}
function control<Value>(tag: string, way: ObjectDirective, own?: object): Control<Value> {
  const made: Control<Value> = ({ modelValue }, { attrs }) =>
    withDirectives(h(tag, { 'onUpdate:modelValue': nobody, ...own, ...attrs }), [[way, modelValue]])
  made.props = ['modelValue']
  made.inheritAttrs = false
  return made
}

/** One line to type. */
export const Input = control<string | number>('input', vModelText)
/** Several lines to type. */
export const TextArea = control<string>('textarea', vModelText, { rows: 2 })
/** A box to tick: yes or no, or whether its value is in a list. */
export const Check = control<boolean | readonly unknown[]>('input', vModelCheckbox, {
  type: 'checkbox',
})
/** One of several that are all seen. */
export const Radio = control<unknown>('input', vModelRadio, { type: 'radio' })

/** In a list that arrow keys walk through: from the row where one was pressed, one on or back. */
export function walk(event: KeyboardEvent, by: number) {
  const row = event.currentTarget as HTMLElement
  event.preventDefault()
  ;((by > 0 ? row.nextElementSibling : row.previousElementSibling) as HTMLElement | null)?.focus()
}
