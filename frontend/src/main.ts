import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { backend, type Backend } from './lib/backend';
import { chooseFont } from './lib/font';

chooseFont();
// A build of another mode, such as the one that is looked at, has an acted backend for ?fake=SCENE.
const acted = import.meta.env.MODE !== 'production' && new URLSearchParams(location.search);
if (acted && acted.has('fake')) void import('./fake/act').then(({ act }) => show(act(acted)));
else show(backend);

function show(backend: Backend) {
  const target = document.getElementById('app');
  if (!target) throw new Error('the page has no #app');
  mount(App, { target, props: { backend } });
}
