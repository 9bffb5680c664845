import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { backend, type Backend } from './lib/backend';
import { restoreLook } from './lib/theme';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

restoreLook();
mount(App, { target, props: { backend: await chosen() } });

/** The backend; while developing, an acted one for a page opened with ?fake=SCENE. */
async function chosen(): Promise<Backend> {
  const scene = import.meta.env.DEV ? new URLSearchParams(location.search).get('fake') : null;
  if (import.meta.env.DEV && scene !== null) return (await import('./fake/backend')).fake(scene);
  return backend;
}
