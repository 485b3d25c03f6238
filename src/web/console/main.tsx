/** @jsxImportSource react */
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const root = document.getElementById('console');
const nonce = document.querySelector('script[nonce]');
if (root !== null)
  createRoot(root).render(<App nonce={nonce instanceof HTMLElement ? (nonce.nonce ?? '') : ''} />);
