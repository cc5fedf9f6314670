import '../../kit/kit.css'
import { mount } from '../../shared/mount'
import App from './App.vue'

mount(App)
