/** The risk field in a fragment shader: a violet ramp on a fixed logarithmic scale, isolines of constant width on it. */
import { INDIVIDUAL_RISK, type Theme } from '../../tiles/tokens.ts';

/** Nothing is drawn below the first; the ramp is fullest from the second on. log10 per year. */
const SCALE = { from: Math.log10(3e-8), to: -4 } as const;
const STEPS = 256;
/** Opacity of the ramp at its ends. */
const ALPHAS = { from: 0, to: 0.5 } as const;

export const VERTEX_SHADER = `#version 300 es
out vec2 place;
void main() {
  // a strip of two triangles over the whole screen, from the north-west
  place = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(place.x * 2.0 - 1.0, 1.0 - place.y * 2.0, 0.0, 1.0);
}`;

/**
 * Texels are read one by one and mixed here: a texture of 32-bit floats is in every WebGL 2, its linear filter is not.
 * Their logarithms are mixed, because risk falls by orders of magnitude from cell to cell.
 */
export const FRAGMENT_SHADER = `#version 300 es
precision highp float;
precision highp sampler2D;
in vec2 place;
out vec4 colour;
uniform sampler2D values;
uniform sampler2D added;
uniform sampler2D ramp;
uniform vec4 valuesBox;
uniform vec4 addedBox;
uniform bool hasAdded;
uniform float pixelRatio;
uniform vec2 worldPx;
uniform float levels[5];
uniform vec4 lines[5];
uniform vec3 strokes[5];

float logAt(sampler2D grid, ivec2 at, ivec2 size) {
  return log2(max(1e-14, texelFetch(grid, clamp(at, ivec2(0), size - 1), 0).r)) * 0.30103;
}
float mixed(sampler2D grid, vec4 box) {
  vec2 uv = mix(box.xy, box.zw, place);
  if (any(lessThan(uv, vec2(0.0))) || any(greaterThan(uv, vec2(1.0)))) return -14.0;
  ivec2 size = textureSize(grid, 0);
  vec2 at = uv * vec2(size) - 0.5;
  ivec2 corner = ivec2(floor(at));
  vec2 f = at - floor(at);
  return mix(
    mix(logAt(grid, corner, size), logAt(grid, corner + ivec2(1, 0), size), f.x),
    mix(logAt(grid, corner + ivec2(0, 1), size), logAt(grid, corner + ivec2(1, 1), size), f.x),
    f.y);
}
void main() {
  float risk = mixed(values, valuesBox);
  if (hasAdded) {
    float more = mixed(added, addedBox);
    float most = max(risk, more);
    risk = most + log2(exp2((risk - most) * 3.3219281) + exp2((more - most) * 3.3219281)) * 0.30103;
  }
  vec2 slope = vec2(dFdx(risk), dFdy(risk));
  float steepness = max(length(slope), 1e-5);
  colour = texture(ramp, vec2((risk - ${SCALE.from.toFixed(6)}) / ${(SCALE.to - SCALE.from).toFixed(6)}, 0.5));
  if (risk < ${SCALE.from.toFixed(6)}) colour = vec4(0.0);
  // dashes follow the axis along which the line runs, and stay with the ground while the map is moved
  vec2 px = (gl_FragCoord.xy + worldPx) / pixelRatio;
  float along = abs(slope.x) > abs(slope.y) ? px.y : px.x;
  for (int i = 0; i < 5; i++) {
    float away = abs(risk - levels[i]) / steepness / pixelRatio;
    float width = strokes[i].x;
    float cover = 1.0 - smoothstep(width * 0.5 - 0.4, width * 0.5 + 0.6, away);
    if (strokes[i].z > 0.0 && mod(along, strokes[i].y + strokes[i].z) > strokes[i].y) cover = 0.0;
    vec4 line = vec4(lines[i].rgb, 1.0) * cover;
    colour = line + colour * (1.0 - line.a);
  }
}`;

/** The lines as uniforms, least risk first. */
export function lineUniforms(theme: Theme): { levels: number[]; lines: number[]; strokes: number[] } {
  const rising = [...INDIVIDUAL_RISK].reverse();
  return {
    levels: rising.map(({ perYear }) => Math.log10(perYear)),
    lines: rising.flatMap(({ colour }) => [...rgbOf(colour[theme]), 1]),
    strokes: rising.flatMap(({ widthPx, dashPx }) => [widthPx, dashPx?.[0] ?? 1, dashPx?.[1] ?? 0]),
  };
}

/** Colours of the ramp with their opacity multiplied in, four bytes each. */
export function rampPixels(theme: Theme): Uint8Array {
  const stops = [...INDIVIDUAL_RISK]
    .reverse()
    .map(({ perYear, colour }) => ({ at: Math.log10(perYear), rgb: rgbOf(colour[theme]) }));
  const pixels = new Uint8Array(STEPS * 4);
  for (let i = 0; i < STEPS; i++) {
    const t = i / (STEPS - 1);
    const at = SCALE.from + t * (SCALE.to - SCALE.from);
    const alpha = ALPHAS.from + t ** 1.1 * (ALPHAS.to - ALPHAS.from);
    const above = stops.findIndex((stop) => stop.at >= at);
    const high = stops[above === -1 ? stops.length - 1 : above];
    const low = stops[above === -1 ? stops.length - 1 : Math.max(0, above - 1)];
    if (!high || !low) continue;
    const f = high === low ? 0 : (at - low.at) / (high.at - low.at);
    for (let c = 0; c < 3; c++) {
      const channel = (low.rgb[c] ?? 0) * (1 - f) + (high.rgb[c] ?? 0) * f;
      pixels[i * 4 + c] = Math.round(channel * alpha * 255);
    }
    pixels[i * 4 + 3] = Math.round(alpha * 255);
  }
  return pixels;
}

/** #rrggbb → 0…1. */
function rgbOf(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
