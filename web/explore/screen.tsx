/** The map screen of everybody: what is drawn, what is picked, what is asked, and where panels stand. */
import { type CSSProperties, lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Found, type Item, readExtent } from '../api.ts';
import { isLayerId, withLayer } from '../layers.ts';
import { LINKED_TOOLS, type View } from '../link.ts';
import type { CityMapHandle, CityMapProps, Lang, LonLat, Pick } from '../map/props.ts';
import { useHeight } from '../parts/height.ts';
import { PHONE, useMedia } from '../parts/media.ts';
import { boxAround, boxOf, placeOf } from '../parts/place.ts';
import type { Stop } from '../parts/sheet.tsx';
import { useLanguage } from '../parts/texts.tsx';
import type { useTheme } from '../parts/theme.ts';
import { Trouble } from '../parts/trouble.tsx';
import { questionOf, writeQuestion } from '../plan/question-link.ts';
import type { Row } from '../plan/rows.ts';
import { boxOfSketch, partOfShape, sketchOf } from '../plan/sketch-of.ts';
import type { ToolRequest } from '../plan/tool.ts';
import { useKeys } from './bench/use-keys.ts';
import { useWidth } from './bench/use-width.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { ChipsSlot } from './chips-slot.tsx';
import { CompareHalves, framesOf, useCompare } from './compare-slot.tsx';
import { paddingOf, panelPx, TIME_PX } from './free-window.ts';
import { HiddenLayers } from './hidden-layers.tsx';
import { LayerPanel } from './layer-panel.tsx';
import { MapButtons } from './map-buttons.tsx';
import { MapLegend, MapNote } from './map-legend.tsx';
import { MapPart } from './map-part.tsx';
import { isMapTool, MapToolPanels, useMapTools } from './map-tools.tsx';
import { Nothing, Notices } from './notices.tsx';
import { DesktopPanels, PhoneSheet } from './panels.tsx';
import { PickedCard } from './picked-card.tsx';
import { QueryTool } from './query-tool.tsx';
import { useReader } from './reader.ts';
import { SearchBox } from './search-box.tsx';
import { ExplainPanel, PastBadge, TimeSlider } from './slots.tsx';
import { type Tool, Tools } from './tools.tsx';
import { TopBar } from './top-bar.tsx';
import { useAnswer, useSketch } from './use-answer.ts';
import { type Box, useCamera } from './use-camera.ts';
import { useCatalogue } from './use-catalogue.ts';
import { SIGN_IN_PATH, useLink } from './use-link.ts';
import { useOpened } from './use-opened.ts';
import { usePast } from './use-past.ts';
import { usePicked } from './use-picked.ts';
import { useQuestion } from './use-question.ts';
import { useDrawn, useShown } from './use-shown.ts';
import './explore.css';
import './tools.css';

const ResultDock = lazy(() => import('../plan/result-dock.tsx'));
const KeyList = lazy(() => import('./bench/key-list.tsx'));
const SignIn = lazy(() => import('../sign-in/sign-in.tsx'));

const COMPACT = '(max-width: 1359px)';
/** Zoom at which people find their own street. */
const HERE_ZOOM = 15;
const NO_TOOLS = {};
const toolOfLink = ({ tools }: View): Tool | null => LINKED_TOOLS.find((id) => tools?.[id]) ?? null;

interface ScreenProps {
  readonly theme: ReturnType<typeof useTheme>;
  readonly onLang: (lang: Lang) => void;
  readonly link: View;
}

export function Screen(props: ScreenProps) {
  const { turn, view, open } = useOpened(props.link);
  // a view opened from within begins with the tool that opened it
  return <MapScreen key={turn} {...props} link={view} firstTool={turn > 0 ? 'views' : null} onOpen={open} />;
}

function MapScreen({
  theme,
  onLang,
  link,
  firstTool,
  onOpen,
}: ScreenProps & { firstTool: Tool | null; onOpen: (link: string) => void }) {
  const { lang, t, of } = useLanguage();
  const phone = useMedia(PHONE);
  const compact = useMedia(COMPACT);
  const reader = useReader();
  const staff = reader.session !== null && reader.session.user !== null;
  const fresh = reader.key && JSON.stringify([reader.key, reader.live.versions]);

  const city = reader.city;
  const [start] = useState(link);
  const [first] = useState(() => questionOf(link));
  const { camera, view, moved, wanted, want, goTo, go, goToBox, goToItem } = useCamera(
    start,
    reader.key,
    city?.bbox as unknown as Box | null,
  );
  const [here, setHere] = useState<LonLat | null>(null);
  const role = reader.session?.role ?? 'public';
  const { choice, shown, setShown } = useShown(start.shown, role);
  const compare = useCompare(start.compare ?? null, role);
  const [tool, setTool] = useState<Tool | null>(firstTool ?? (first ? 'query' : 'layers'));
  const [why, setWhy] = useState(start.why);
  const [dockCollapsed, setDockCollapsed] = useState(false);
  const [stop, setStop] = useState<Stop>('low');
  const showCard = useCallback(
    (next: Pick | null) => {
      if (phone) setStop(next ? 'half' : 'low');
    },
    [phone],
  );
  const picked = usePicked(start, goToItem, showCard);
  const { selected, known, pick, knowItem } = picked;
  const [signing, setSigning] = useState(location.pathname === SIGN_IN_PATH);
  const [mapTrouble, setMapTrouble] = useState<'webgl' | 'tiles' | null>(null);
  const question = useQuestion(first, reader.layers, fresh);
  const mapTools = useMapTools(
    reader.key,
    staff || tool === 'list' ? tool : null,
    start.tools ?? NO_TOOLS,
    staff,
  );
  useEffect(() => {
    // a link that says something of a tool opens it, for those who may have it
    if (staff && !first) setTool((now) => (now === 'layers' ? (toolOfLink(start) ?? now) : now));
  }, [staff, first, start]);
  const map = useRef<CityMapHandle>(null);
  const followNear = useCallback<CityMapHandle['followNear']>(
    (told) => map.current?.followNear(told) ?? Promise.reject(new Error('There is no map')),
    [],
  );
  const area = useRef<HTMLDivElement>(null);
  const areaPx = useHeight(area, innerHeight);

  const ask = useMemo(() => question.whole && writeQuestion(question.whole), [question.whole]);
  useLink(
    {
      camera,
      shown: choice,
      selected,
      ask,
      circle: null,
      why,
      compare: compare.link,
      tools: mapTools.links,
      lang: start.lang && lang,
    },
    signing,
  );

  useEffect(() => {
    if (city) document.title = t.title(of(city.name)) + (city.demo ? ` · ${t.simulated}` : '');
  }, [city, t, of]);

  const close = useCallback(() => pick(null), [pick]);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      if (question.drawing) question.setDrawing(null);
      else if (signing) setSigning(false);
      else close();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [close, question.drawing, question.setDrawing, signing]);

  const chooseFound = (found: Found) => {
    const { layer } = found;
    if (!isLayerId(layer)) return;
    const at = found.point as unknown as Pick['at'];
    pick({ layer, id: found.id, at });
    go({
      at,
      ...(layer !== 'regions' ? { zoom: 16 } : {}),
      ...(found.bbox ? { bbox: found.bbox as [number, number, number, number] } : {}),
    });
    if (!shown.layers[layer]?.on) setShown(withLayer(shown, layer, { on: true }));
  };
  const chooseRow = (row: Row) => {
    pick({ layer: row.layer, id: row.id, at: placeOf(row.item) });
    go({ at: placeOf(row.item), ...(row.layer === 'regions' ? { bbox: boxOf(row.item) } : {}) });
  };
  const askAround = (item: Item) => {
    const center = placeOf(item);
    question.change({ way: 'circle', center });
    goToBox(boxAround({ center, radiusM: question.question.radiusM }));
    setTool('query');
    if (phone) setStop('half');
  };
  const openTool = (next: Tool | null) => {
    setTool(next);
    if (phone) {
      pick(null);
      setStop(next && (next !== tool || stop === 'low') ? 'half' : 'low');
    }
  };
  const askTool = (request: ToolRequest) => {
    mapTools.ask(request);
    setTool(request.tool);
    if (phone) {
      pick(null);
      setStop('half');
    }
  };
  const keys = useKeys(tool, !signing, openTool);
  const waitsForPlace = mapTools.onPoint !== null || mapTools.byHand;
  useEffect(() => {
    // on a phone the sheet makes room for the place to be told
    if (phone && waitsForPlace) setStop('low');
  }, [phone, waitsForPlace]);
  const endQuestion = () => {
    question.end();
    if (tool === 'results') setTool('query');
  };

  const asking = tool === 'query' || tool === 'results' || question.asked !== null;
  const sketch = useSketch(asking, question);
  const results = useAnswer(question, { goToBox, goToItem }, start.camera !== null);
  const [toolPx, setToolPx] = useWidth(isMapTool(tool) ? 'tool' : 'layers', panelPx(tool, compact));
  const padding = paddingOf({
    signing,
    phone,
    compact,
    stop,
    areaPx,
    tool,
    toolPx,
    card: picked.picked !== null,
    dock: !question.asked ? 'none' : dockCollapsed ? 'low' : 'open',
    time: staff,
  });

  const frames = framesOf(signing ? 'off' : compare.mode, phone, padding);
  const layers = usePast(reader.layers, shown, fresh);
  const drawnShown = useDrawn(shown, layers, camera);
  const catalogue = useCatalogue(layers, staff);
  const layerName = (id: string) => catalogue.find((layer) => layer.id === id)?.label ?? id;
  const empty = layers?.every(({ count }) => count === 0) ?? false;
  const toolPanel =
    tool === 'query' ? (
      <QueryTool
        question={question}
        layers={layers ?? []}
        nameOf={layerName}
        sketch={sketch}
        selectedAt={picked.placed?.at ?? null}
        selected={selected && known ? { ...selected, name: known.name, shape: known.shape } : null}
        followNear={followNear}
        onGo={go}
        onDrawing={(drawing) => {
          if (phone && drawing) setStop('low');
        }}
        onAsked={() => {
          setDockCollapsed(false);
          if (phone) {
            setTool('results');
            setStop('half');
          }
        }}
        onEnd={endQuestion}
        onClose={phone ? null : () => setTool(null)}
      />
    ) : tool === 'layers' && layers ? (
      <LayerPanel
        layers={layers}
        shown={shown}
        zoom={camera?.zoom ?? 10}
        asking={sketch !== null}
        staff={staff}
        onShown={setShown}
        onZoomTo={(id) => {
          readExtent(id)
            .then((box) => box && goToBox(box))
            // the button can be pressed again
            .catch(() => undefined);
        }}
        onClose={phone ? null : () => setTool(null)}
      />
    ) : null;
  const toolPanels = (className: string) => (
    <MapToolPanels
      tools={mapTools}
      current={tool}
      className={className}
      fresh={fresh ?? ''}
      layers={layers ?? []}
      view={view}
      shown={shown}
      onShown={setShown}
      camera={camera}
      selected={
        selected && known && picked.placed ? { ...selected, name: known.name, at: picked.placed.at } : null
      }
      onSelect={pick}
      onGo={goToBox}
      onOpen={onOpen}
      compare={compare}
      board={(told) => map.current?.board(told) ?? Promise.reject(new Error('There is no map'))}
      onAsk={(geometry) => {
        const part = partOfShape(geometry);
        if (!part) return;
        question.change(part);
        openTool('query');
      }}
      snapshot={() => map.current?.snapshot() ?? Promise.reject(new Error('There is no map'))}
      print={(wish) => map.current?.print(wish) ?? Promise.reject(new Error('There is no map'))}
      onClose={phone ? null : () => setTool(null)}
    />
  );
  // what waits for its own script takes nothing else from the screen
  const dock = question.asked && (
    <Suspense fallback={null}>
      <ResultDock
        asked={question.asked}
        answer={question.answer}
        selected={selected}
        collapsed={dockCollapsed}
        onCollapsed={setDockCollapsed}
        onChoose={chooseRow}
        onListed={question.setListed}
        onHover={question.setHovered}
        nameOf={layerName}
        onAsk={question.ask}
        onEnd={endQuestion}
      />
    </Suspense>
  );
  const cardTime = (compare.sideOf(picked.picked) === 'b' ? compare.shown : shown).time;
  const card = picked.picked && (
    <Suspense fallback={null}>
      <PickedCard
        picked={picked.picked}
        layers={layers ?? []}
        fresh={fresh ?? ''}
        time={cardTime}
        staff={staff}
        onPick={pick}
        onCloser={(at) => go({ at, zoom: Math.min(16, (camera?.zoom ?? 10) + 2) })}
        onClose={close}
        onAround={askAround}
        onShow={goToItem}
        onItem={knowItem}
        onTool={staff ? askTool : null}
        moves={role === 'planner' || role === 'admin'}
        onWhy={staff ? setWhy : null}
      />
    </Suspense>
  );

  const firstSketch = first && sketchOf(first);
  const hovered = useMemo(() => question.hovered && placeOf(question.hovered.item), [question.hovered]);
  /** What both maps are told while two are compared. */
  const both = reader.key !== null &&
    city !== null && {
      theme: theme.theme,
      readerKey: reader.key,
      versions: reader.live.versions,
      bounds: firstSketch ? boxOfSketch(firstSketch) : (city.bbox as CityMapProps['bounds']),
      role,
      sketch,
      question,
      tools: mapTools,
      here,
      hovered,
      results,
      onTold: () => {
        if (phone) setStop('half');
      },
      onCamera: moved,
      onProblem: setMapTrouble,
    };

  const panels = { tool, toolPanel, toolPanels, card, dock };

  const areaClass = [
    'map-area',
    card && 'has-card',
    question.asked && 'has-dock',
    dockCollapsed && 'dock-low',
  ]
    .filter(Boolean)
    .join(' ');

  return (
    <div className={`screen ${signing ? 'signing' : ''}`}>
      {!signing && (
        <TopBar
          reader={reader}
          theme={theme}
          onLang={onLang}
          onSignIn={() => setSigning(true)}
          badge={
            shown.time && (
              <Suspense fallback={null}>
                <PastBadge time={shown.time} onToday={() => setShown({ ...shown, time: null })} />
              </Suspense>
            )
          }
        >
          <SearchBox readerKey={reader.key} staff={staff} onChoose={chooseFound} />
        </TopBar>
      )}
      {!signing && (
        <Tools tool={tool} asked={question.asked !== null} staff={staff} phone={phone} onTool={openTool} />
      )}
      {/* at sign-in the form is the main part; the element stays the same, so that the map stays too */}
      <div
        className={areaClass}
        ref={area}
        role={signing ? undefined : 'main'}
        style={{ '--tool-px': `${toolPx}px` } as CSSProperties}
      >
        {both && city && (
          <MapPart
            ref={map}
            label={t.mapLabel(of(city.name))}
            {...both}
            frame={frames.a}
            camera={wanted}
            padding={frames.padding}
            catalogue={catalogue}
            shown={drawnShown}
            picked={compare.pickedOn('a', picked)}
            goTo={goTo}
          />
        )}
        {both && frames.a && (
          <Suspense fallback={null}>
            <CompareHalves
              compare={compare}
              frames={frames}
              phone={phone}
              first={map}
              shown={shown}
              layers={reader.layers}
              fresh={fresh ?? ''}
              camera={camera}
              map={{ ...both, picked: compare.pickedOn('b', picked) }}
            />
          </Suspense>
        )}
        {!signing && !phone && city && <MapNote city={city} camera={camera} padding={padding} />}
        {signing ? (
          <MapLegend city={city} />
        ) : (
          <>
            <Notices
              disconnected={!reader.live.connected}
              mapTrouble={mapTrouble}
              problem={reader.problem && <Trouble problem={reader.problem} again={reader.again} />}
            />
            {layers && <HiddenLayers choices={start.shown.layers} layers={layers} />}
            {empty && <Nothing staff={staff} />}
            {camera && (
              <MapButtons
                camera={camera}
                rightPx={padding.right}
                onCamera={want}
                onHere={(at) => {
                  setHere(at);
                  go({ at, zoom: HERE_ZOOM });
                }}
                onWhole={() => city?.bbox && goToBox(city.bbox as unknown as Box)}
              />
            )}
            <Suspense fallback={null}>
              {phone ? (
                <>
                  {staff && stop !== 'full' && (
                    <div className="over-map">
                      <ChipsSlot catalogue={catalogue} shown={shown} onShown={setShown} />
                    </div>
                  )}
                  <PhoneSheet {...panels} stop={stop} areaPx={areaPx} onStop={setStop} />
                </>
              ) : (
                <DesktopPanels
                  {...panels}
                  leftPx={padding.left}
                  toolPx={toolPx}
                  onToolPx={setToolPx}
                  over={
                    camera && (
                      <>
                        <Breadcrumb
                          camera={camera}
                          level={shown.level}
                          time={shown.time}
                          readerKey={fresh}
                          onChoose={(id) => pick({ layer: 'regions', id, at: [camera.lon, camera.lat] })}
                        />
                        {staff && <ChipsSlot catalogue={catalogue} shown={shown} onShown={setShown} />}
                      </>
                    )
                  }
                />
              )}
            </Suspense>
            <Suspense fallback={null}>
              {staff && !(phone && stop !== 'low') && (
                <div
                  className="time-slot"
                  style={{ left: padding.left, right: padding.right, bottom: padding.bottom - TIME_PX }}
                >
                  <TimeSlider
                    fresh={fresh ?? ''}
                    shown={shown}
                    onShown={setShown}
                    onCompare={() => {
                      compare.setShown({ ...shown, time: null });
                      compare.setMode('swipe', shown);
                      openTool('compare');
                    }}
                    view={view}
                    onSelect={pick}
                    onGo={goToBox}
                  />
                </div>
              )}
            </Suspense>
            <Suspense fallback={null}>
              {staff && why && (
                <ExplainPanel
                  {...why}
                  fresh={fresh ?? ''}
                  time={cardTime}
                  onClose={() => setWhy(null)}
                  onSelect={pick}
                  onGo={goToBox}
                />
              )}
            </Suspense>
          </>
        )}
      </div>
      {keys.told && (
        <Suspense fallback={null}>
          <KeyList onClose={() => keys.tell(false)} />
        </Suspense>
      )}
      {signing && (
        <Suspense fallback={null}>
          <SignIn
            city={city}
            onLang={onLang}
            onLeave={() => setSigning(false)}
            onDone={() => {
              pick(null);
              question.end();
              reader.renew();
              setSigning(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
