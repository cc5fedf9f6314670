import { ref } from 'vue'
import type { components } from './schema'

/** Whom this page shows and acts for. */
export const me = ref<components['schemas']['Me'] | null>(null)
/** What a request says of it; a page that shows nobody says that. */
export const acting = () => (me.value?.signed_in && me.value.id) || 'nobody'
