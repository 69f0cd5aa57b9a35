/** Texts of the workbench: strength and order of layers, sizes of panels, keys, and the list of what the map shows. */
export const TEXTS = {
  zh: {
    opacity: '不透明度',
    opacityOf: (name: string) => `${name} 的不透明度`,
    up: (name: string) => `上移“${name}”`,
    down: (name: string) => `下移“${name}”`,
    place: (name: string, at: string, of: string) => `“${name}”现在是第 ${at} 层，共 ${of} 层`,
    top: '已在最上层',
    bottom: '已在最下层（区域底色始终在下面）',
    ownOrder: '图层顺序已调整。',
    resetOrder: '恢复默认顺序',
  },
  en: {
    opacity: 'Opacity',
    opacityOf: (name: string) => `Opacity of ${name}`,
    up: (name: string) => `Move “${name}” up`,
    down: (name: string) => `Move “${name}” down`,
    place: (name: string, at: string, of: string) => `“${name}” is now layer ${at} of ${of}`,
    top: 'On top already',
    bottom: 'Lowest already (regions always lie under all)',
    ownOrder: 'Layers are in your order.',
    resetOrder: 'Back to the usual order',
  },
} as const;
