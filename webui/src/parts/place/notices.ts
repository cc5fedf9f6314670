import { defineAsyncComponent } from 'vue'
import { screen } from '@/lib/screen'

// They come after the page itself.
screen.notices = defineAsyncComponent(() => import('./Notices.vue'))
