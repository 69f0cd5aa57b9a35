/** The link of what the screen shows now, as it is kept in a saved view and copied for a colleague. */

/** Query string that begins with `?`, also where nothing differs; the reader's own language is no part of a view. */
export function presentLink(search: string): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('lang='));
  return `?${kept.join('&')}`;
}

/** What is pasted elsewhere. */
export const addressOf = (link: string, origin: string): string => `${origin}/${link === '?' ? '' : link}`;
