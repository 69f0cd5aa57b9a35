/** Before the browser stories: the databases, and a Chromium. */
import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.ts';
import databases from './global.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  findChromium();
  return databases(project);
}
