/** Marks of kinds: our own strokes on a grid of 24 × 24, drawn in one colour with round ends. */

const round = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
const box = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}h${width}v${height}h${-width}z`;
const dot = (x: number, y: number) => `M${x} ${y}h.01`;
const wave = (y: number) => `M3 ${y}c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 3-1.6 4.5 0 3 1.6 4.5 0`;

const FLAME =
  'M12 3c1 4 5.5 6 5.5 11.5a5.5 5.5 0 0 1-11 0c0-2.2 1-3.8 2-5 .4 1.6 1.3 2.3 2 2.3.6-2.3-.3-5.6 1.5-8.8z';
const BURST =
  'M12 2l2.3 5.2 5.2-2.3-2.3 5.2L22 12l-4.8 1.9 2.3 5.2-5.2-2.3L12 22l-2.3-5.2-5.2 2.3 2.3-5.2L2 12l4.8-1.9-2.3-5.2 5.2 2.3z';
const BOLT = 'M13 3L5 14h6l-1 7 8-11h-6z';
const FACTORY = 'M3 21V11l5.5 4v-4l5.5 4V3h4l1.5 18z';
const PEAKS = `M2 20l7-12 4 7 2.5-4L22 20z${round(17, 6, 2)}`;
const CYLINDER = 'M8 21V10a4 4 0 0 1 8 0v11zM12 6V3M9.5 3h5M8 15h8';
const GALLERY = 'M4 21v-9a8 8 0 0 1 16 0v9';

/** Small signs in the lower right corner of a camera or a plan: what it watches, whose it is. */
const CORNER = {
  factory: 'M13 22v-7l4 2.5V15l4 2.5V22z',
  diamond: 'M17 13l5 5-5 5-5-5z',
  drop: 'M17 13c2.2 2.5 3.4 4 3.4 5.7a3.4 3.4 0 0 1-6.8 0C13.6 17 14.8 15.5 17 13z',
  road: 'M14 22.5L15.5 14M21 22.5L19.5 14M17.5 14.5v2M17.5 19.5v2',
  waves: 'M12 16.5c1.7-1.6 3.3-1.6 5 0s3.3 1.6 5 0M12 21c1.7-1.6 3.3-1.6 5 0s3.3 1.6 5 0',
  tree: 'M17 12.5l4.5 6.5h-9zM17 19v3.5',
  person: `${round(17, 15, 2)}M12.5 22.5a4.5 4.5 0 0 1 9 0`,
  house: 'M12.5 18l4.5-4.5 4.5 4.5M14 17v5.5h6V17',
  flag: 'M14 23v-9.5h7.5L19.5 16l2 2.5H14',
  bolt: 'M18.5 12.5l-5 6h3.5l-.5 4.5 5-6H18z',
  star: 'M17 12.5l1.5 3.2 3.5.4-2.6 2.4.7 3.5-3.1-1.7-3.1 1.7.7-3.5-2.6-2.4 3.5-.4z',
  columns: 'M13 14h8M14 14v8M17 14v8M20 14v8M13 22.5h8',
} as const;
const CAMERA = 'M2 3.5h11V11H2zM13 6l5-2.5V11l-5-2.5M5 11v4M3 15h4';
const PAPER = 'M10.5 21H4V3h9l4 4v3M7.5 8H11M7.5 12.5H11';

export const MARKS = {
  // emergency resources
  helmet: 'M2.5 18h19M5 18v-2a7 7 0 0 1 14 0v2M10 9.5V14M14 9.5V14M10 9.3a2 2 0 0 1 4 0',
  fire_engine: `M2 17V9h11v8M13 11.5h4.5L22 15v2.5h-2.5M9 17.5h5M2 5.5h12M5 4v3M8 4v3M11 4v3${round(6.5, 17.8, 2.2)}${round(16.8, 17.8, 2.2)}`,
  crate: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5',
  shelter: `M2.5 11L12 3.5l9.5 7.5${round(12, 11.5, 1.6)}M12 13.5v4.5M8.5 21.5L12 18l3.5 3.5M8.5 15.5h7`,
  hospital: 'M4 4h16v16H4zM12 8v8M8 12h8',
  screen: 'M3 4h18v12H3zM8 20.5h8M12 16v4.5M7 12l3-3.5 3 2 4-4',
  shield: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-4.5',
  helipad: `${round(12, 12, 9.5)}M8.5 7.5v9M15.5 7.5v9M8.5 12h7`,
  lookout: 'M8 6h8v5H8zM5.5 6L12 2.5 18.5 6M9 11L7 21.5M15 11l2 10.5M8 16.5h8',
  expert: `${round(12, 7.5, 4)}M4.5 21.5V20a7.5 7.5 0 0 1 15 0v1.5M12 15.5l-1.3 2 1.3 2.5 1.3-2.5z`,
  water_source: `M12 2.5c3 3.5 4.5 5.5 4.5 7.5a4.5 4.5 0 0 1-9 0c0-2 1.5-4 4.5-7.5z${wave(18)}${wave(21.5)}`,
  hydrant:
    'M8.5 8a3.5 3.5 0 0 1 7 0M6.5 8h11M8.5 8v12M15.5 8v12M6 20.5h12M8.5 13H5.5M15.5 13h3M5 11v4M19 11v4',

  // ground, water, mines, fuel, fireworks, roads and forests at risk
  rockfall: `M3 21V4h5l2.5 6-2 4.5L11 21z${round(16, 8, 2)}${round(19, 15.5, 2.3)}M11 21h11`,
  landslide: 'M3 7l16 14H3zM11 4l8 7M19 5.5V11h-5.5',
  debris_flow: `M3 3l6.5 8M21 3l-6.5 8M9.5 11c1.5 3-2 6-1.5 10M14.5 11c-1.5 3 2 6 1.5 10${dot(12, 12)}${dot(12, 16)}${dot(12, 20)}`,
  ground_collapse: 'M2 10h5.5l2 10h5l2-10H22M12 2.5V13M8.5 9.5L12 13l3.5-3.5',
  ground_fissure: 'M2 7h8l2.5 4.5-3 3.5 3 6M22 7h-6.5l2 4-2.5 3.5 2 3.5',
  subsidence: 'M2 8c5.5 0 4.5 7 10 7s4.5-7 10-7M12 2.5V10M9 7l3 3 3-3M2 20h20',
  unstable_slope: 'M2 20.5h20V5zM10.5 20.5l2.5-4-2-2 2.5-3.5',
  reservoir: 'M10 4h4l6 16.5H10zM2 8h5M2 12.5h5M2 17h5',
  tailings_pond: 'M2 20.5h4.5V16H11v-4.5h4V7h7M18.5 11.5H22M15.5 16H22',
  pick_hammer: 'M5 21L15.5 9.5M19 21L8.5 9.5M13 6.5l5.5 5.5M16 3.5l5.5 5.5M3.5 12.5C3.5 8 7 4.5 11.5 4.5',
  mine_cart: `M3 9h18l-2.5 7h-13zM7 9l2.5-4.5h5L17 9${round(8.5, 19.5, 1.8)}${round(15.5, 19.5, 1.8)}`,
  fuel_pump:
    'M4 21V5a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v16M2.5 21h13M4 10.5h10M14 12.5h2V17a2 2 0 0 0 4.5 0V9L17 5.5',
  fireworks_store: 'M3.5 13h17v8h-17zM12 3v6.5M6.5 4.5l2.5 4M17.5 4.5l-2.5 4',
  fireworks: `M12 2.5v5M12 16.5v5M2.5 12h5M16.5 12h5M5.3 5.3l3.5 3.5M15.2 15.2l3.5 3.5M18.7 5.3l-3.5 3.5M8.8 15.2l-3.5 3.5`,
  waterlogging: `M5 13.5V9l7-6 7 6v4.5${wave(17)}${wave(21)}`,
  road_hole: 'M8 3L4 21M16 3l4 18M12 3.5V7M7.5 14.5a4.5 3 0 1 0 9 0a4.5 3 0 1 0-9 0',
  fog: 'M3 4.5h12M6 8.5h15M3 12.5h13M9.5 16.5l-2 5M14.5 16.5l2 5M12 17v4',
  forest_fire:
    'M8 2.5l4.5 6.5H10l4 6.5H2l4-6.5H3.5zM8 15.5v6M18.5 10.5c2 2.7 3.5 4.5 3.5 6.7a3.7 3.7 0 0 1-7.4 0c0-1.4.8-2.5 1.6-3.3.9.8 2-.9 2.3-3.4z',

  // people and buildings
  school: 'M2 9l10-5 10 5-10 5zM6 11.5V17c3 3 9 3 12 0v-5.5M22 9v6',
  blocks: `${box(3.5, 13, 7.5, 7.5)}${box(13, 13, 7.5, 7.5)}${box(8.25, 3.5, 7.5, 7.5)}`,
  cane: `${round(9.5, 4.5, 2.2)}M9.5 8v6.5L7 21.5M9.5 14.5l3.5 3v4M9.5 10l4.5 2.5M16 13.5a2 2 0 0 1 4 0v8`,
  bars: 'M4 3.5h16v17H4zM8 3.5v17M12 3.5v17M16 3.5v17',
  house: 'M3 11.5L12 4l9 7.5M5.5 9.5v11h13v-11M10 20.5V14h4v6.5',
  office: `M5 21V5l8-2v18M13 9h6v12M3 21h18M8.5 8h1M8.5 12h1M8.5 16h1${dot(16, 13)}${dot(16, 17)}`,
  shop: 'M4 12v9h16v-9M3 9.5L5 3.5h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0zM9.5 21v-5h5v5',
  stadium:
    'M3 9.5a9 5 0 1 0 18 0a9 5 0 1 0-18 0V15c0 3 4 5 9 5s9-2 9-5V9.5M8 9.5a4 2 0 1 0 8 0a4 2 0 1 0-8 0',
  temple: 'M3 9l9-6 9 6zM5.5 9v9M10 9v9M14 9v9M18.5 9v9M3 21h18M4 18h16',
  train: `M6.5 3.5h11a2.5 2.5 0 0 1 2.5 2.5v9a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V6a2.5 2.5 0 0 1 2.5-2.5zM4 11h16M8 18l-2 3.5M16 18l2 3.5${dot(8, 14.5)}${dot(16, 14.5)}`,
  tower: 'M7 21V3h10v18M4 21h16M10.5 7h3M10.5 11h3M10.5 15h3',
  stairs_down: 'M2 5h5v4.5h4.5V14H16v4.5h6M18 3.5V11M15 8l3 3 3-3',
  bag: 'M5 8h14l1 13H4zM9 11.5V6.5a3 3 0 0 1 6 0v5',
  three_in_one: 'M3 10.5L12 3l9 7.5V21H3zM3 14.5h18M12 14.5V21',
  flame: FLAME,
  fence: 'M4 21V8l2-2.5L8 8v13zM16 21V8l2-2.5L20 8v13zM8 11h8M8 17h8M1.5 11H4M1.5 17H4M20 11h2.5M20 17h2.5',
  extinguisher: 'M9 11a3.5 3.5 0 0 1 7 0v10H9zM12.5 7.5V4M9.5 4H16M12 5c-3.5 0-6 1.5-6.5 5.5M9 14.5h7',
  bed: `M3 20V5M3 16.5h18V20M21 16.5V13a3 3 0 0 0-3-3h-7v6.5${round(7, 12, 2)}`,
  music: `${round(6.5, 18, 2.5)}${round(17, 16, 2.5)}M9 18V5.5L19.5 3v13`,
  peaks: PEAKS,
  crane: 'M7 21.5V3M4 21.5h6M3.5 7H21M7 3l11 4M17.5 7v5M15 12h5v5h-5z',

  // major hazard sources
  tanks:
    'M2.5 8a4 2 0 1 0 8 0a4 2 0 1 0-8 0v10c0 1.2 2 2 4 2s4-.8 4-2V8M13.5 8a4 2 0 1 0 8 0a4 2 0 1 0-8 0v10c0 1.2 2 2 4 2s4-.8 4-2V8',
  warehouse: 'M3 21V9l9-5.5L21 9v12M7 21v-9h10v9M7 16.5h10',
  columns: 'M4 21V6a2.5 2.5 0 0 1 5 0v15M4 10h5M4 15h5M9 12.5h5M14 21V9h6v12M14 13h6M14 17h6M2 21h20',
  cylinder: CYLINDER,

  // lifelines and what pipelines carry
  pylon: 'M12 2.5L6.5 21.5M12 2.5l5.5 19M4 8h16M6 13h12M9.5 13l7 6M14.5 13l-7 6',
  bolt: BOLT,
  bridge: 'M2 8.5h20M4 8.5V19M20 8.5V19M4 19c0-5 3.5-7.5 8-7.5s8 2.5 8 7.5M12 8.5v3',
  tunnel: `${GALLERY}M8.5 21v-8a3.5 3.5 0 0 1 7 0v8M2 21h20`,
  heating:
    'M4 12.5h16V21H4zM9.3 12.5V21M14.7 12.5V21M7 9.5c-1.7-2.2 1.7-3.8 0-6M12 9.5c-1.7-2.2 1.7-3.8 0-6M17 9.5c-1.7-2.2 1.7-3.8 0-6',
  tap: 'M3 9h9a6.5 6.5 0 0 1 6.5 6.5v1H14v-1a2 2 0 0 0-2-2H3zM9 9V4.5M5.5 4.5h7M16.3 19.5v2',
  water_tower: 'M5.5 4h13v6L16 12.5H8L5.5 10zM9 12.5l-2 9M15 12.5l2 9M12 12.5v9M5 21.5h14',
  rails: 'M8.5 2.5L5 21.5M15.5 2.5L19 21.5M8 6h8M7.2 10.5h9.6M6.3 15h11.4M5.5 19.5h13',
  metro: `${round(12, 12, 9.5)}M7.5 16.5v-8l4.5 5.5 4.5-5.5v8`,
  utility_tunnel: `${round(12, 12, 9.5)}M3.5 16h17M12 16V2.5${round(7.5, 10.5, 1.5)}${round(16.5, 10.5, 1.5)}`,
  barrel: 'M6 3.5h12v17H6zM6 9h12M6 15h12M4.5 3.5h15M4.5 20.5h15',
  drop: 'M12 2.5c4.3 4.7 6.5 8 6.5 11.5a6.5 6.5 0 0 1-13 0c0-3.5 2.2-6.8 6.5-11.5zM9 14a3 3 0 0 0 3 3',
  burner:
    'M12 2.5c.8 3.2 4 4.8 4 8.5a4 4 0 0 1-8 0c0-1.7.8-2.8 1.5-3.7.4 1 .9 1.5 1.5 1.5.3-1.7-.2-4.2 1-6.3zM4 18h16M7 21.5h10',
  hydrogen: 'M3.5 4v14M12 4v14M3.5 11H12M15.5 16a2.5 2.5 0 1 1 4.6 1.5L15.5 22h5.5',
  ammonia:
    'M2 16.5v-10l5.5 10v-10M10.5 6.5v10M15.5 6.5v10M10.5 11.5h5M18.5 15h3.5l-2 2.3a1.9 1.9 0 1 1-1.9 2.9',
  double_bond: `${round(4.8, 12, 3)}${round(19.2, 12, 3)}M9.5 10h5M9.5 14h5`,
  flask: 'M8.5 3h7M10 3v6.5L4.5 19A1.5 1.5 0 0 0 5.8 21h12.4a1.5 1.5 0 0 0 1.3-2L14 9.5V3M7.5 15h9',
  steam:
    'M6 21c-2.5-3.5 2.5-5.5 0-9s2.5-5.5 0-9M12 21c-2.5-3.5 2.5-5.5 0-9s2.5-5.5 0-9M18 21c-2.5-3.5 2.5-5.5 0-9s2.5-5.5 0-9',
  grate: `${round(12, 12, 9.5)}M5.5 8.5h13M3.5 12h17M5.5 15.5h13`,

  // zones and parks
  bars_rising: 'M3 21h18M5 21v-6h3.5v6M10.3 21V9.5h3.5V21M15.5 21V3.5H19V21',
  chip: `${box(7, 7, 10, 10)}M10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4`,
  container: 'M2 7h20v11H2zM6 7v11M10 7v11M14 7v11M18 7v11',
  anchor: `${round(12, 5, 2.2)}M12 7.2V21M7 11h10M3.5 13c.5 5 4.5 8 8.5 8s8-3 8.5-8`,
  parasol: 'M2.5 13a9.5 9.5 0 0 1 19 0zM12 13v8.5M12 3.5V2M8 21.5h8',
  trees: 'M8 3l5 9H3zM8 12v9M17 8l4 7.5h-8zM17 15.5V21M2.5 21h19',
  factory: FACTORY,
  truck: `M2 17V7h11v10M13 10.5h4.5L22 14.5v3h-2.5M9 17.5h5${round(6.5, 17.8, 2.2)}${round(16.8, 17.8, 2.2)}`,

  // cameras: what they watch
  camera_enterprise: CAMERA + CORNER.factory,
  camera_hazmat: CAMERA + CORNER.diamond,
  camera_fuel: CAMERA + CORNER.drop,
  camera_road: CAMERA + CORNER.road,
  camera_water: CAMERA + CORNER.waves,
  camera_forest: CAMERA + CORNER.tree,
  camera_public: CAMERA + CORNER.person,

  // plans: whose
  plan_general: PAPER + CORNER.star,
  plan_special: PAPER + CORNER.bolt,
  plan_department: PAPER + CORNER.columns,
  plan_township: PAPER + CORNER.house,
  plan_enterprise: PAPER + CORNER.factory,
  plan_event: PAPER + CORNER.flag,

  // hidden dangers: an eye, with one or two strokes of warning; tasks: a board with their result
  danger_general: `M2 12c3-5.5 6.5-7.5 10-7.5s7 2 10 7.5c-3 5.5-6.5 7.5-10 7.5S5 17.5 2 12zM12 8v5${dot(12, 16)}`,
  danger_major: `M2 12c3-5.5 6.5-7.5 10-7.5s7 2 10 7.5c-3 5.5-6.5 7.5-10 7.5S5 17.5 2 12zM9 8v5${dot(9, 16)}M15 8v5${dot(15, 16)}`,
  task_to_do: `${box(5, 4, 14, 18)}M9 4V2h6v2M9 10h6M9 14h6M9 18h3`,
  task_failed: `${box(5, 4, 14, 18)}M9 4V2h6v2M9 10l6 7M15 10l-6 7`,
  task_passed: `${box(5, 4, 14, 18)}M9 4V2h6v2M8.5 13.5l2.7 3 4.3-6`,
  task_cancelled: `${box(5, 4, 14, 18)}M9 4V2h6v2M8.5 13.5h7`,

  // types of accident
  struck: `${box(8.5, 2, 7, 5)}M12 9v4M9.5 11l2.5 2.5 2.5-2.5M5 21.5a7 5.5 0 0 1 14 0M2.5 21.5h19`,
  car: `M2.5 17v-5L5 6.5h14l2.5 5.5v5M2.5 12h19M9 17.5h6${round(6.5, 17.5, 2.2)}${round(17.5, 17.5, 2.2)}`,
  gear: `${round(12, 12, 6)}${round(12, 12, 2)}M12 2.5V6M12 18v3.5M2.5 12H6M18 12h3.5M5.3 5.3l2.5 2.5M16.2 16.2l2.5 2.5M18.7 5.3l-2.5 2.5M7.8 16.2l-2.5 2.5`,
  hook: `${box(8, 3, 8, 5)}M12 8v4a4.8 4.8 0 1 1-4.8 4.8`,
  drowning: `${round(9, 7.5, 2.5)}M14 12l3.5-8${wave(16.5)}${wave(20.5)}`,
  thermometer: 'M9 13.5V5a3 3 0 0 1 6 0v8.5a5 5 0 1 1-6 0zM12 9v8',
  fall: `M2 8h8v13.5H2M17 3v9M14 9.5l3 3 3-3${round(17, 18, 3)}`,
  collapse: 'M4 21V9l5-5 3 6-2.5 4 3 3-1 4M15 21l2-9 4 5v4M2 21h20',
  roof_fall: `${GALLERY}M2 21h20M9 10l3 3 3-3${round(9, 17, 1.6)}${round(15, 17.5, 1.6)}`,
  water_inrush: `${GALLERY}M4 14.5c2-1.6 4-1.6 5.5 0s3.5 1.6 5 0 3.5-1.6 5.5 0M4 19c2-1.6 4-1.6 5.5 0s3.5 1.6 5 0 3.5-1.6 5.5 0`,
  dynamite: 'M4 10.5h9V21H4zM8.5 10.5V7a3.5 3.5 0 0 1 7 0M4 15.5h9M18.5 3v2M21.5 6.5h-1.5M20.5 10.5l-1.5-1.5',
  bomb: `${round(10, 14, 7)}M15 9l2.5-2.5M15.5 4.5l4 4M21 3l-1.5 1.5`,
  burst_flame: `${BURST}M12 8.5c2 2.2 2.7 3.3 2.7 4.5a2.7 2.7 0 0 1-5.4 0c0-1.2.7-2.3 2.7-4.5z`,
  boiler: 'M6 21.5V12.5a6 6 0 0 1 12 0v9zM6 16.5h12M12 4V1.5M6 5.5L4 3M18 5.5L20 3',
  vessel: 'M6.5 11.5h11a4.5 4.5 0 0 1 0 9h-11a4.5 4.5 0 0 1 0-9zM12 8.5V3M7 7.5L5 4M17 7.5L19 4',
  burst: BURST,
  skull: `M7 17.5v-2.5a7.5 7.5 0 1 1 10 0v2.5zM9.5 17.5v4h5v-4${round(9.3, 10.5, 1.3)}${round(14.7, 10.5, 1.3)}`,
  warning: `M12 3l10 18H2zM12 10v5${dot(12, 18)}`,
} as const satisfies Record<string, string>;

export type MarkId = keyof typeof MARKS;

/** Side of the grid on which marks are drawn. */
export const MARK_GRID = 24;

export function isMark(word: string): word is MarkId {
  return Object.hasOwn(MARKS, word);
}

/** The mark as a group `sizePx` wide around the origin; `strokePx` keeps lines as thick at any size. */
export function markAround(mark: MarkId, sizePx: number, colour: string, strokePx: number): string {
  const scale = sizePx / MARK_GRID;
  const at = (value: number) => Number(value.toFixed(3));
  return (
    `<path d="${MARKS[mark]}" transform="translate(${at(-sizePx / 2)} ${at(-sizePx / 2)}) scale(${at(scale)})" fill="none" ` +
    `stroke="${colour}" stroke-width="${at(strokePx / scale)}" stroke-linecap="round" stroke-linejoin="round"/>`
  );
}
