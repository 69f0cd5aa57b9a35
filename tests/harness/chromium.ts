/** A Chromium for the browser stories: found, named by CHROMIUM_PATH, or installed. */
import fs from 'node:fs';
import type { LaunchOptions } from 'playwright-core';
import { aptInstall } from './install.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const MISSING = `The browser stories need Chromium or Chrome, and found none.
On Debian:             apt-get install -y chromium fonts-noto-cjk
On Fedora:             dnf install -y chromium google-noto-sans-cjk-fonts
On macOS:              brew install --cask chromium
Or name a program:     CHROMIUM_PATH=/path/to/chromium npm test`;

/** Installs at most once, also when test files start at the same time: the global set-up calls it first. */
export function findChromium(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!fs.existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`);
    return named;
  }
  const found = () => PLACES.find((place) => fs.existsSync(place));
  // without a Chinese font the screens would show boxes
  const path = found() ?? (aptInstall(['chromium', 'fonts-noto-cjk']) ? found() : undefined);
  if (!path) throw new Error(MISSING);
  return path;
}

/** Software WebGL, so that maps draw on machines without a graphics card, the same everywhere. */
export function launchOptions(): LaunchOptions {
  return {
    executablePath: findChromium(),
    headless: true,
    chromiumSandbox: false,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
    ],
  };
}
