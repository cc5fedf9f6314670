import { computed } from 'vue'

/** What a control shows and changes: its `modelValue`, as v-model has it on an element. */
export const modelOf = <T>(
  props: { modelValue?: T },
  emit: (event: 'update:modelValue', value: T | undefined) => void,
) =>
  computed({
    get: () => props.modelValue,
    set: (value) => emit('update:modelValue', value),
  })
