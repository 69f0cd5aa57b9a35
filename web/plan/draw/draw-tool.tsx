/** The tool 标绘: shapes of one's own, and moving or drawing objects of the register. */
import { IconChevronLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Selected } from '../../link.ts';
import type { BoardKind, BoardShape } from '../../map/draw-types.ts';
import { type DrawnShape, NOTHING_DRAWN } from '../../map/drawn.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import { newId } from './drafts.ts';
import { kindOf } from './measure.ts';
import { ObjectPart } from './object-part.tsx';
import { ShapesPart } from './shapes-part.tsx';
import { TEXTS } from './texts.ts';
import { useBoard } from './use-board.ts';
import { useDrafts } from './use-drafts.ts';
import { type Target, useObject } from './use-object.ts';
import './draw.css';

export type Mode = 'select' | BoardKind;
/** Parts of the tool; the object that is moved or drawn lies on the board beside the shapes. */
const PARTS = ['shapes', 'object'] as const;

export default function DrawTool(props: ToolProps) {
  const { open, request, onDraw, onClose } = props;
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [part, setPart] = useState<(typeof PARTS)[number]>('shapes');
  const [mode, setMode] = useState<Mode>('select');
  const [chosen, setChosen] = useState<string | null>(null);
  const [live, setLive] = useState<BoardShape | null>(null);
  const [extra, setExtra] = useState<readonly DrawnShape[]>([]);
  const state = useDrafts(open);
  const [asked, setAsked] = useState<Target | null>(null);
  const { selected } = props;
  // another object that is picked on the map takes the place of the one whose card asked
  if (asked && selected && !isSame(selected, asked)) setAsked(null);
  const target = asked ?? selected;
  const object = useObject(target, props.fresh);
  const { drafts, put } = state;

  const done = (shape: BoardShape, isNew: boolean) => {
    setLive(null);
    if (isNew) setMode('select');
    if (part === 'object' || shape.id === object.shape?.id) {
      // what is drawn in this part is the object's new place
      object.place(shape.geometry);
      return;
    }
    const before = drafts.find(({ id }) => id === shape.id);
    if (before) put({ ...before, geometry: shape.geometry });
    else {
      const number = drafts.filter(({ mine }) => mine).length + 1;
      put({
        id: shape.id,
        name: t.unnamed(t.kinds[shape.kind], number),
        note: '',
        geometry: shape.geometry,
        properties: shape.kind === 'circle' || shape.kind === 'rectangle' ? { kind: shape.kind } : {},
        shared: false,
        mine: true,
      });
      setChosen(shape.id);
    }
  };
  const board = useBoard(open, props.board, {
    onLive: setLive,
    onDone: done,
    onSelect: (id) => id && id !== object.shape?.id && setChosen(id),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each request is answered once
  useEffect(() => {
    if (!request?.object) return;
    setPart('object');
    setMode('select');
    setAsked({ ...request.object, name: request.name ?? '', at: request.at });
    void object.begin(request.object);
  }, [request]);
  // after the board finished what it was telling
  useEffect(() => board?.setMode(mode), [board, mode]);
  useEffect(() => {
    if (!board) return;
    const shapes = drafts.flatMap(({ id, geometry, properties, mine }) => {
      const kind = mine && kindOf(geometry, properties.kind);
      return kind ? [{ id, kind, geometry }] : [];
    });
    board.show(part === 'object' ? (object.shape ? [object.shape] : []) : shapes);
    board.select(mode !== 'select' ? null : part === 'object' ? (object.shape?.id ?? null) : chosen);
  }, [board, drafts, object.shape, part, chosen, mode]);
  useEffect(() => {
    onDraw({
      ...NOTHING_DRAWN,
      byHand: open && mode !== 'select',
      shapes: [
        ...drafts
          .filter(({ geometry, properties, mine }) => !open || !mine || !kindOf(geometry, properties.kind))
          .map(({ id, name, geometry }) => ({ id, look: 'drawn' as const, geometry, label: name })),
        ...(open ? extra : []),
      ],
    });
  }, [onDraw, drafts, open, mode, extra]);
  useEffect(() => {
    if (!open) setMode('select');
  }, [open]);

  return (
    <section className="draw-tool" aria-label={t.title} aria-busy={state.busy || object.busy}>
      <header className="panel-head">
        <h2>{t.title}</h2>
        <span className="spread" />
        {onClose && (
          <button type="button" className="button quiet icon small" aria-label={t.close} onClick={onClose}>
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      <fieldset className="draw-parts" aria-label={t.title}>
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            className="button small"
            aria-pressed={part === one}
            onClick={() => {
              setPart(one);
              setMode('select');
            }}
          >
            {t.parts[one]}
          </button>
        ))}
      </fieldset>
      {part === 'shapes' ? (
        <ShapesPart
          tool={props}
          state={state}
          board={board}
          mode={mode}
          live={live}
          chosen={chosen}
          onMode={setMode}
          onChoose={setChosen}
          onExtra={setExtra}
          newId={newId}
        />
      ) : (
        <ObjectPart tool={props} target={target} object={object} mode={mode} live={live} onMode={setMode} />
      )}
    </section>
  );
}

const isSame = (a: Selected, b: Selected) => a.layer === b.layer && a.id === b.id;
