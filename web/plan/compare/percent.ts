/** Where keys move the divider of a swipe, per cent from the left. */
const STEP = 2;
const LONG_STEP = 10;

/** null = the key does not move it. */
export function steppedPercent(percent: number, key: string, shift: boolean): number | null {
  const step = shift ? LONG_STEP : STEP;
  const next: Record<string, number> = {
    ArrowLeft: percent - step,
    ArrowDown: percent - step,
    ArrowRight: percent + step,
    ArrowUp: percent + step,
    PageDown: percent - LONG_STEP,
    PageUp: percent + LONG_STEP,
    Home: 0,
    End: 100,
  };
  const wanted = Object.hasOwn(next, key) ? next[key] : undefined;
  return wanted === undefined ? null : Math.max(0, Math.min(100, Math.round(wanted)));
}
