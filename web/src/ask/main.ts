import '../kit/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { language } from '../kit/language.svelte';
import { show } from '../kit/theme.svelte';

document.documentElement.lang = language();
show();
mount(App, { target: document.getElementById('app')! });
