import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { backend, type Backend } from './lib/backend';
import { restoreLook } from './lib/theme';

restoreLook();
const scene = import.meta.env.DEV ? new URLSearchParams(location.search).get('fake') : null;
// While developing, a page opened with ?fake=SCENE has an acted backend.
if (import.meta.env.DEV && scene !== null)
  void import('./fake/backend').then(({ fake }) => show(fake(scene)));
else show(backend);

function show(backend: Backend) {
  const target = document.getElementById('app');
  if (!target) throw new Error('the page has no #app');
  mount(App, { target, props: { backend } });
}
