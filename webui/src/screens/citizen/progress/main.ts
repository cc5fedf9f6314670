import '@/kit/kit.css'
import { mount } from '@/lib/mount'
import App from './App.vue'

mount(App)
