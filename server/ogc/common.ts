/** What the OGC documents share: links, addresses and crumbs. */
import type { Context } from 'hono';
import type { Layer } from '../../data/layer.ts';
import type { Language } from '../language.ts';
import type { Services } from '../services.ts';
import { publicOrigin } from '../who.ts';
import { COLLECTIONS, type Crumb, HOME } from './html.ts';

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title?: string;
  readonly templated?: boolean;
}

/** Absolute address of the OGC landing page. */
export const ogcRoot = (c: Context, services: Services): string =>
  `${publicOrigin(c, services.settings)}/ogc`;

/** This document in the format that was given, and in the others. */
export function selfLinks(
  c: Context,
  services: Services,
  format: string,
  formats: Readonly<Record<string, string>>,
): Link[] {
  const here = new URL(c.req.url);
  const base = publicOrigin(c, services.settings) + here.pathname;
  return Object.entries(formats).map(([name, type]) => {
    const query = new URLSearchParams(here.search);
    query.set('f', name);
    return { href: `${base}?${query}`, rel: name === format ? 'self' : 'alternate', type, title: name };
  });
}

/** The way from the landing page to a layer's page. */
export function crumbs(root: string, lang: Language, layer?: Layer): Crumb[] {
  const home = { label: HOME[lang], href: `${root}?f=html` };
  if (!layer) return [home];
  return [
    home,
    { label: COLLECTIONS[lang], href: `${root}/collections?f=html` },
    { label: layer.label[lang], href: `${root}/collections/${layer.id}?f=html` },
  ];
}
