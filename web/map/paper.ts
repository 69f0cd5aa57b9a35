/** The map drawn once more for paper: off screen, in light colours, as large as the paper's resolution asks. */
import type { CityMapProps, PrintedMap, PrintWish } from './props.ts';
import { createScene } from './scene.ts';

/** CSS pixels to the inch (CSS Values and Units 3, section 6.2). */
const CSS_DPI = 96;
/** More pixels at once than most graphics cards and browsers hold. */
const MOST_PIXELS = 48_000_000;

/** Throws where the browser has no WebGL 2. */
export async function printMap(props: CityMapProps, wish: PrintWish): Promise<PrintedMap> {
  const { widthPx, heightPx, camera } = wish;
  const dpi = possibleDpi(wish, largestSidePx());
  const container = document.createElement('div');
  // beside the window rather than hidden: what is not laid out is not drawn
  container.style.cssText = `position:fixed;left:-100000px;top:0;width:${widthPx}px;height:${heightPx}px`;
  container.inert = true;
  document.body.append(container);
  let incomplete = false;
  const scene = createScene(
    container,
    {
      ...props,
      theme: 'light',
      shown: { ...props.shown, level: wish.level },
      camera,
      bounds: props.bounds,
      padding: { top: 0, right: 0, bottom: 0, left: 0 },
      goTo: null,
      here: null,
      tool: 'pick',
      onPick: () => undefined,
      onPoint: () => undefined,
      onSketch: () => undefined,
      onDraw: () => undefined,
      onCamera: () => undefined,
      onProblem: (what) => {
        incomplete = what !== null;
      },
    },
    { pixelRatio: dpi / CSS_DPI },
  );
  try {
    const { canvas, complete, drawn } = await scene.picture();
    return {
      canvas,
      drawn,
      incomplete: incomplete || !complete,
      // a browser short of memory may still have drawn a smaller one
      dpi: Math.min(dpi, (canvas.width / widthPx) * CSS_DPI),
    };
  } finally {
    scene.remove();
    container.remove();
  }
}

/** The wish, or the highest whole resolution whose picture is within the limits. */
export function possibleDpi(
  { widthPx, heightPx, dpi }: Pick<PrintWish, 'widthPx' | 'heightPx' | 'dpi'>,
  sidePx: number,
  mostPixels = MOST_PIXELS,
): number {
  const bySide = (sidePx / Math.max(widthPx, heightPx)) * CSS_DPI;
  const byArea = Math.sqrt(mostPixels / (widthPx * heightPx)) * CSS_DPI;
  return Math.min(dpi, Math.floor(bySide), Math.floor(byArea));
}

/** Longest side of a picture that the graphics card draws. */
function largestSidePx(): number {
  const context = document.createElement('canvas').getContext('webgl2');
  if (!context) throw new Error('No WebGL 2');
  const sides: unknown[] = [
    context.getParameter(context.MAX_RENDERBUFFER_SIZE),
    context.getParameter(context.MAX_TEXTURE_SIZE),
    ...(context.getParameter(context.MAX_VIEWPORT_DIMS) as Int32Array),
  ];
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return Math.min(...sides.map(Number), 16_384);
}
