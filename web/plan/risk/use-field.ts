/** The risk field of what the map shows, asked anew where the map has left it; the old one stays meanwhile. */
import { useRef } from 'react';
import { type Remote, useRemote } from '../../parts/remote.ts';
import { gridOf, serves } from './field-box.ts';
import { type Box, type GridAnswer, type GridRequest, readGrid } from './risk-answers.ts';

export function useField(
  on: boolean,
  view: Box | null,
  pipelines: boolean,
  fresh: string,
): Remote<GridAnswer> {
  const last = useRef<Omit<GridRequest, 'pipelines'> | null>(null);
  if (view && !(last.current && serves(last.current, view, innerWidth)))
    last.current = gridOf(view, innerWidth);
  const grid = on ? last.current : null;
  return useRemote(grid && JSON.stringify([grid, pipelines, fresh]), (signal) => {
    if (!grid) throw new Error('No grid was asked');
    return readGrid({ ...grid, pipelines }, signal);
  });
}
