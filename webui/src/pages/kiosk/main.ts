import '../../kit/kit.css'
import '../../citizen/citizen.css'
import { mount } from '../../shared/mount'
import App from './App.vue'

mount(App)
