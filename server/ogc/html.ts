/** A plain, readable page for people who open the data in a browser. */
import { html, raw } from 'hono/html';
import type { Text } from '../../data/layer.ts';
import type { Language } from '../language.ts';
import type { Services } from '../services.ts';

type Markup = ReturnType<typeof html>;

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.55 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; }
  body { margin: 0 auto; max-width: 72rem; padding: 1rem 1.25rem 3rem; }
  nav ol { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0; padding: 0; }
  nav li + li::before { content: "›"; margin-right: .5rem; }
  h1 { font-size: 1.6rem; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; min-width: 40%; }
  th, td { border: 1px solid #8888; padding: .35rem .6rem; text-align: left; vertical-align: top; }
  td.number { text-align: right; font-variant-numeric: tabular-nums; }
  a { color: #1a5fb4; }
  @media (prefers-color-scheme: dark) { a { color: #99c1f1; } }
  a:focus-visible { outline: 3px solid; outline-offset: 2px; }
`;

/** A whole page: where one is, the title, the content. */
export async function page(
  services: Services,
  lang: Language,
  title: string,
  crumbs: readonly Crumb[],
  content: Markup,
): Promise<string> {
  const way = { zh: '位置', en: 'You are here' };
  return String(
    await html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 四色图 Fourcolor</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<nav aria-label="${way[lang]}"><ol>${crumbs.map(({ label, href }) => html`<li><a href="${href}">${label}</a></li>`)}</ol></nav>
<main>
<h1>${title}</h1>
${services.demo ? html`<p><strong>${INVENTED[lang]}</strong></p>` : ''}
${content}
</main>
</body>
</html>
`,
  );
}

/** A table with a header row; the first column heads its row. */
export function table(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly (Markup | string | number | null)[])[],
): Markup {
  const cell = (value: Markup | string | number | null) =>
    typeof value === 'number' ? html`<td class="number">${value}</td>` : html`<td>${value ?? ''}</td>`;
  return html`<div class="scroll"><table>
<caption>${caption}</caption>
<thead><tr>${header.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((value, i) => (i === 0 ? html`<th scope="row">${value ?? ''}</th>` : cell(value)))}</tr>`)}</tbody>
</table></div>`;
}

/** Links as a list. */
export function links(
  items: readonly { readonly href: string; readonly title?: string | undefined; readonly rel: string }[],
): Markup {
  return html`<ul>${items.map((item) => html`<li><a href="${item.href}" rel="${item.rel}">${item.title ?? item.rel}</a></li>`)}</ul>`;
}

const INVENTED: Text = {
  zh: '模拟数据，不是真实的地方和企业',
  en: '模拟数据 · Invented data: no real place or enterprise',
};

export const HOME: Text = { zh: '数据接口', en: 'Data API' };
export const COLLECTIONS: Text = { zh: '图层', en: 'Collections' };
