/** @jsxImportSource react */
import { createRoot } from 'react-dom/client';
import { allowStyles } from './allow-styles.ts';
import { App } from './app.tsx';

const root = document.getElementById('console');
const own = document.querySelector('script[nonce]');
const nonce = own instanceof HTMLElement ? (own.nonce ?? '') : '';
allowStyles(nonce);
if (root !== null) createRoot(root).render(<App nonce={nonce} elsewhere={'elsewhere' in root.dataset} />);
