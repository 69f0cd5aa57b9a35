/** The risk field as a custom layer of the map: made anew after a lost context, read from the field of the moment. */
import type { CustomLayerInterface, Map as MapLibreMap } from 'maplibre-gl';
import type { Theme } from '../../tiles/tokens.ts';
import type { FieldDrawing } from './drawn.ts';
import { FRAGMENT_SHADER, lineUniforms, rampPixels, VERTEX_SHADER } from './field-shader.ts';
import { worldX, worldY } from './mercator.ts';

type Raster = Omit<FieldDrawing, 'added'>;

interface Resources {
  readonly gl: WebGL2RenderingContext;
  readonly program: WebGLProgram;
  readonly empty: WebGLVertexArrayObject;
  readonly textures: Record<'values' | 'added' | 'ramp', WebGLTexture>;
  /** What the textures hold. */
  held: { values: Raster | null; added: Raster | null; ramp: Theme | null };
  readonly at: (name: string) => WebGLUniformLocation | null;
}

/** `field` and `theme` are asked in every frame; repaint the map when they change. */
export function fieldLayer(
  id: string,
  field: () => FieldDrawing | null,
  theme: () => Theme,
): CustomLayerInterface {
  let map: MapLibreMap | null = null;
  let resources: Resources | null = null;
  // nothing survives a lost context; asking the GPU in every frame would wait for it
  const forget = () => {
    resources = null;
  };
  return {
    id,
    type: 'custom',
    renderingMode: '2d',
    onAdd(added) {
      map = added;
      resources = null;
      map.getCanvas().addEventListener('webglcontextlost', forget);
    },
    onRemove() {
      if (resources) drop(resources);
      resources = null;
      map?.getCanvas().removeEventListener('webglcontextlost', forget);
      map = null;
    },
    render(gl) {
      const drawn = field();
      if (!map || !drawn || !(gl instanceof WebGL2RenderingContext) || gl.isContextLost()) return;
      resources ??= make(gl);
      hold(resources, 'values', drawn);
      if (drawn.added) hold(resources, 'added', drawn.added);
      holdRamp(resources, theme());
      draw(resources, map, drawn, theme());
    },
  };
}

function draw(
  { gl, program, empty, textures, at }: Resources,
  map: MapLibreMap,
  drawn: FieldDrawing,
  theme: Theme,
) {
  // biome-ignore lint/correctness/useHookAtTopLevel: a function of WebGL, not of React
  gl.useProgram(program);
  gl.bindVertexArray(empty);
  for (const [unit, name] of (['values', 'added', 'ramp'] as const).entries()) {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, textures[name]);
    gl.uniform1i(at(name), unit);
  }
  const screen = screenBox(map);
  gl.uniform4fv(at('valuesBox'), within(screen, drawn.bbox));
  gl.uniform4fv(at('addedBox'), drawn.added ? within(screen, drawn.added.bbox) : [0, 0, 0, 0]);
  gl.uniform1i(at('hasAdded'), drawn.added ? 1 : 0);
  const ratio = gl.drawingBufferWidth / map.getContainer().clientWidth;
  gl.uniform1f(at('pixelRatio'), ratio);
  // of the south-west corner, modulo a length that fits the dashes and the precision of the shader
  const worldPx = (512 * 2 ** map.getZoom() * ratio) as number;
  gl.uniform2f(at('worldPx'), (screen[0] * worldPx) % 720, (-screen[3] * worldPx) % 720);
  const { levels, lines, strokes } = lineUniforms(theme);
  gl.uniform1fv(at('levels'), levels);
  gl.uniform4fv(at('lines'), lines);
  gl.uniform3fv(at('strokes'), strokes);
  gl.disable(gl.DEPTH_TEST);
  gl.disable(gl.STENCIL_TEST);
  gl.disable(gl.CULL_FACE);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  gl.bindVertexArray(null);
}

/** West, north, east, south of the screen in the unit square of Web Mercator, in double precision. */
function screenBox(map: MapLibreMap): readonly [number, number, number, number] {
  const { clientWidth, clientHeight } = map.getContainer();
  const northWest = map.unproject([0, 0]);
  const southEast = map.unproject([clientWidth, clientHeight]);
  return [worldX(northWest.lng), worldY(northWest.lat), worldX(southEast.lng), worldY(southEast.lat)];
}

/** The screen's box as fractions of a grid's box, from its north-west. */
export function within(
  [west, north, east, south]: readonly [number, number, number, number],
  bbox: FieldDrawing['bbox'],
): [number, number, number, number] {
  const [x0, x1, y0, y1] = [worldX(bbox[0]), worldX(bbox[2]), worldY(bbox[3]), worldY(bbox[1])];
  const x = (value: number) => (value - x0) / (x1 - x0);
  const y = (value: number) => (value - y0) / (y1 - y0);
  return [x(west), y(north), x(east), y(south)];
}

function make(gl: WebGL2RenderingContext): Resources {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error('No shader for the risk field');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS))
      throw new Error(`Shader of the risk field: ${gl.getShaderInfoLog(shader)}`);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  const locations = new Map<string, WebGLUniformLocation | null>();
  return {
    gl,
    program,
    empty: gl.createVertexArray(),
    textures: { values: gl.createTexture(), added: gl.createTexture(), ramp: gl.createTexture() },
    held: { values: null, added: null, ramp: null },
    at: (name) => {
      if (!locations.has(name)) locations.set(name, gl.getUniformLocation(program, name));
      return locations.get(name) ?? null;
    },
  };
}

function drop({ gl, program, empty, textures }: Resources): void {
  gl.deleteProgram(program);
  gl.deleteVertexArray(empty);
  for (const texture of Object.values(textures)) gl.deleteTexture(texture);
}

/** Uploads a grid unless the texture holds it. */
function hold({ gl, textures, held }: Resources, name: 'values' | 'added', raster: Raster): void {
  if (held[name]?.values === raster.values) return;
  held[name] = raster;
  bind(gl, textures[name], gl.NEAREST);
  const { width, height, values } = raster;
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, width, height, 0, gl.RED, gl.FLOAT, values);
}

function holdRamp({ gl, textures, held }: Resources, theme: Theme): void {
  if (held.ramp === theme) return;
  held.ramp = theme;
  const pixels = rampPixels(theme);
  bind(gl, textures.ramp, gl.LINEAR);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, pixels.length / 4, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
}

function bind(gl: WebGL2RenderingContext, texture: WebGLTexture, filter: number): void {
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, name, filter);
  for (const name of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, name, gl.CLAMP_TO_EDGE);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
}
