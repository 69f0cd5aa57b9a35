/** What cannot stay of a draft of the settings: by the path of the value, in the reader's words. */
import { GradingSettings } from '../../../../data/ledger/settings.ts';
import type { Lang } from '../../../map/props.ts';
import { TEXTS } from './texts.ts';

export const pathKey = (path: readonly PropertyKey[]): string => path.map(String).join('/');

/** Sentences by path; an order between values is told at their parent. */
export function settingErrors(draft: unknown, lang: Lang): ReadonlyMap<string, string> {
  const t = TEXTS[lang];
  const parsed = GradingSettings.safeParse(draft);
  const found = new Map<string, string>();
  for (const issue of parsed.error?.issues ?? []) {
    const key = pathKey(issue.path);
    if (found.has(key)) continue;
    found.set(
      key,
      issue.code === 'custom'
        ? key.startsWith('scoring') || key.endsWith('thresholds')
          ? t.falling
          : t.unordered
        : issue.code === 'too_small'
          ? t.least(String(issue.minimum))
          : issue.code === 'too_big'
            ? t.most(String(issue.maximum))
            : issue.code === 'invalid_type'
              ? issue.expected === 'int'
                ? t.whole
                : t.empty
              : t.invalid,
    );
  }
  return found;
}
