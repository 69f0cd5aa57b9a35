/** The tool 风险: its parts as tabs, each loaded when first opened; the map shows the drawing of the open one. */
import { IconChevronLeft } from '@tabler/icons-react';
import {
  type ComponentType,
  type KeyboardEvent,
  lazy,
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { NOTHING_DRAWN, type ToolDrawing } from '../../map/drawn.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps, ToolRequest } from '../tool.ts';
import { useRiskTexts } from './texts.ts';
import './risk.css';

type Part = NonNullable<ToolRequest['part']>;

const PARTS: Readonly<Partial<Record<Part, ComponentType<ToolProps>>>> = {
  field: lazy(() => import('./field-part.tsx')),
  siting: lazy(() => import('../siting/siting-part.tsx')),
  safety: lazy(() => import('../safety/safety-part.tsx')),
};
const OFFERED = (['field', 'siting', 'safety'] as const).filter((part) => PARTS[part] !== undefined);

export default function RiskTool(props: ToolProps) {
  const { open, request, onDraw, onClose } = props;
  const { t } = useLanguage();
  const texts = useRiskTexts();
  const [part, setPart] = useState<Part>('field');
  const [opened, setOpened] = useState<readonly Part[]>([]);
  const [drawn, setDrawn] = useState<Partial<Record<Part, ToolDrawing>>>({});
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (request?.part && OFFERED.includes(request.part)) setPart(request.part);
  }, [request]);
  useEffect(() => {
    setOpened((before) => (before.includes(part) ? before : [...before, part]));
  }, [part]);
  const drawing = drawn[part] ?? NOTHING_DRAWN;
  // at once, so that the next click on the map already means it
  useLayoutEffect(() => onDraw(drawing), [drawing, onDraw]);
  const draw = useMemo(() => {
    const by = (id: Part) => (next: ToolDrawing) =>
      setDrawn((before) => (before[id] === next ? before : { ...before, [id]: next }));
    return { field: by('field'), siting: by('siting'), safety: by('safety') };
  }, []);
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = OFFERED[(OFFERED.indexOf(part) + by + OFFERED.length) % OFFERED.length] ?? part;
    setPart(next);
    tabs.current?.querySelector<HTMLElement>(`#risk-tab-${next}`)?.focus();
  };
  return (
    <div className="risk-tool">
      <header className="panel-head">
        <h2>{texts.title}</h2>
        <span className="decision chip">{texts.decision}</span>
        <span className="spread" />
        {onClose && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.closePanel}
            onClick={onClose}
          >
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      {OFFERED.length > 1 && (
        <div className="risk-tabs" role="tablist" aria-label={texts.tabList} ref={tabs} onKeyDown={step}>
          {OFFERED.map((id) => (
            <button
              key={id}
              id={`risk-tab-${id}`}
              type="button"
              role="tab"
              aria-selected={id === part}
              aria-controls={`risk-panel-${id}`}
              tabIndex={id === part ? 0 : -1}
              onClick={() => setPart(id)}
            >
              {texts.tabs[id]}
            </button>
          ))}
        </div>
      )}
      {opened.map((id) => {
        const Body = PARTS[id];
        return (
          Body && (
            <div
              key={id}
              id={`risk-panel-${id}`}
              {...(OFFERED.length > 1 && { role: 'tabpanel', 'aria-labelledby': `risk-tab-${id}` })}
              hidden={id !== part}
            >
              <Suspense fallback={null}>
                <Body
                  {...props}
                  open={open && id === part}
                  request={request?.part === id ? request : null}
                  onDraw={draw[id]}
                  onClose={null}
                />
              </Suspense>
            </div>
          )
        );
      })}
    </div>
  );
}
