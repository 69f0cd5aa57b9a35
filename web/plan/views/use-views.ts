/** The saved views, and what is done with them; what was done is said, and a deletion can be undone. */
import { useCallback, useState } from 'react';
import { Problem } from '../../api.ts';
import { type Remote, useRemote } from '../../parts/remote.ts';
import { changeView, readViews, type SavedView, saveView, type ViewPatch } from './answers.ts';

/** What was done last. */
export type Done =
  | { readonly what: 'saved' | 'renamed' | 'replaced'; readonly name: string }
  | { readonly what: 'deleted'; readonly view: SavedView }
  | { readonly what: 'copied' }
  /** The browser refuses: the person copies by hand. */
  | { readonly what: 'notCopied'; readonly address: string };

export interface Views {
  readonly views: Remote<readonly SavedView[]>;
  readonly done: Done | null;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Resolves to whether it went well. */
  readonly save: (name: string, link: string, shared: boolean) => Promise<boolean>;
  readonly change: (view: SavedView, patch: ViewPatch) => Promise<boolean>;
  readonly copy: (address: string) => void;
}

export function useViews(open: boolean, fresh: string): Views {
  const [round, setRound] = useState(0);
  const [done, setDone] = useState<Done | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const views = useRemote(
    open ? JSON.stringify([fresh, round]) : null,
    async (signal) => (await readViews(signal)).views,
  );
  const attempt = useCallback(async (work: () => Promise<unknown>, next: Done | null) => {
    setProblem(null);
    setBusy(true);
    try {
      await work();
      setDone(next);
      setRound((count) => count + 1);
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return {
    views,
    done,
    busy,
    problem,
    save: (name, link, shared) => attempt(() => saveView({ name, link, shared }), { what: 'saved', name }),
    change: (view, patch) => attempt(() => changeView(view.id, patch), doneOf(view, patch)),
    copy: (address) => {
      const said = (what: Done) => setDone(what);
      // absent where the page was not loaded safely
      if (!navigator.clipboard) said({ what: 'notCopied', address });
      else
        navigator.clipboard.writeText(address).then(
          () => said({ what: 'copied' }),
          () => said({ what: 'notCopied', address }),
        );
    },
  };
}

function doneOf(view: SavedView, patch: ViewPatch): Done | null {
  if (patch.deleted) return { what: 'deleted', view };
  if (patch.link !== undefined) return { what: 'replaced', name: view.name };
  if (patch.name !== undefined) return { what: 'renamed', name: patch.name };
  return null;
}
