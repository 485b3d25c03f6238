import { hydrate } from 'preact';
import { App } from './app.tsx';

// What the server drew becomes alive: the page is the same, the buttons no longer load it anew.
const root = document.getElementById('page');
const data = document.getElementById('data')?.textContent;
if (root !== null && data) hydrate(<App data={JSON.parse(data)} />, root);
