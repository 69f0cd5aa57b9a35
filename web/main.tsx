/** The start of the web app. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './parts/tokens.css';
import './parts/base.css';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element #app');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
