/** The map screen of everybody: what is drawn, what is picked, what is asked, and where panels stand. */
import type { Geometry } from 'geojson';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { AREA_LEVELS, AUTO_FROM_ZOOM } from '../../tiles/levels.ts';
import { type Found, type Item, readExtent } from '../api.ts';
import { choicesOf, isLayerId, layersShown, withLayer, withoutWhere } from '../layers.ts';
import { type Selected, type View, writeLink } from '../link.ts';
import { CityMap } from '../map/CityMap.tsx';
import type { CityMapHandle, CityMapProps, Lang, LonLat, Pick, Shown } from '../map/props.ts';
import { useHeight } from '../parts/height.ts';
import { PHONE, useMedia } from '../parts/media.ts';
import { boxAround, boxOf, placeOf } from '../parts/place.ts';
import { Sheet, type Stop } from '../parts/sheet.tsx';
import { useLanguage } from '../parts/texts.tsx';
import type { useTheme } from '../parts/theme.ts';
import { Trouble } from '../parts/trouble.tsx';
import type { Row } from '../plan/rows.ts';
import { partOf } from '../plan/sketch-of.ts';
import type { ToolRequest } from '../plan/tool.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { ChipsSlot } from './chips-slot.tsx';
import { paddingOf, TIME_PX } from './free-window.ts';
import { HiddenLayers } from './hidden-layers.tsx';
import { LayerPanel } from './layer-panel.tsx';
import { MapButtons } from './map-buttons.tsx';
import { Legend, MapLegend, MapNote } from './map-legend.tsx';
import { MapToolPanels, useMapTools } from './map-tools.tsx';
import { Nothing, Notices } from './notices.tsx';
import { PickedCard } from './picked-card.tsx';
import { QueryTool } from './query-tool.tsx';
import { layerOf, useReader } from './reader.ts';
import { SearchBox } from './search-box.tsx';
import { ExplainPanel, PastBadge, TimeSlider } from './slots.tsx';
import { type Tool, Tools } from './tools.tsx';
import { TopBar } from './top-bar.tsx';
import { useAnswer, useSketch } from './use-answer.ts';
import { type Box, useCamera } from './use-camera.ts';
import { useCatalogue } from './use-catalogue.ts';
import { usePast } from './use-past.ts';
import { useQuestion } from './use-question.ts';
import './explore.css';
import './tools.css';

const ResultDock = lazy(() => import('../plan/result-dock.tsx'));
const SignIn = lazy(() => import('../sign-in/sign-in.tsx'));

const SIGN_IN_PATH = '/sign-in';
const COMPACT = '(max-width: 1359px)';
/** Zoom at which people find their own street. */
const HERE_ZOOM = 15;

export function Screen({
  theme,
  onLang,
  link,
}: {
  theme: ReturnType<typeof useTheme>;
  onLang: (lang: Lang) => void;
  link: View;
}) {
  const { lang, t, of } = useLanguage();
  const phone = useMedia(PHONE);
  const compact = useMedia(COMPACT);
  const reader = useReader();
  const staff = reader.session !== null && reader.session.user !== null;
  const fresh = reader.key && JSON.stringify([reader.key, reader.live.versions]);

  const city = reader.city;
  const [start] = useState(link);
  const { camera, view, moved, wanted, want, goTo, go, goToBox, goToItem } = useCamera(
    start,
    reader.key,
    city?.bbox as unknown as Box | null,
  );
  const [here, setHere] = useState<LonLat | null>(null);
  const role = reader.session?.role ?? 'public';
  const [choice, setChoice] = useState(start.shown);
  const shown = useMemo<Shown>(
    () => ({
      ...choice,
      layers: layersShown(role, role === 'public' ? withoutWhere(choice.layers) : choice.layers),
      // the past and conditions on fields are for staff: a visitor with their link sees today, unfiltered
      time: role === 'public' ? null : choice.time,
    }),
    [choice, role],
  );
  const setShown = useCallback(
    (next: Shown) => setChoice({ ...next, layers: choicesOf(role, next.layers) }),
    [role],
  );
  const [selectedShape, setSelectedShape] = useState<{ of: string; name: string; shape: Geometry } | null>(
    null,
  );
  const [picked, setPicked] = useState<Pick | Selected | null>(start.selected);
  const [tool, setTool] = useState<Tool | null>(start.circle ? 'query' : 'layers');
  const [why, setWhy] = useState(start.why);
  const [dockCollapsed, setDockCollapsed] = useState(false);
  const [stop, setStop] = useState<Stop>('low');
  const [signing, setSigning] = useState(location.pathname === SIGN_IN_PATH);
  const [mapTrouble, setMapTrouble] = useState<'webgl' | 'tiles' | null>(null);
  const question = useQuestion(start.circle, staff, fresh);
  const mapTools = useMapTools(staff ? reader.key : null, tool);
  const map = useRef<CityMapHandle>(null);
  const area = useRef<HTMLDivElement>(null);
  const areaPx = useHeight(area, innerHeight);

  const selected: Selected | null = picked && 'id' in picked ? picked : null;
  const asked = question.asked?.question;
  const askedCircle = useMemo(
    () => (asked?.way === 'circle' && asked.center ? { center: asked.center, radiusM: asked.radiusM } : null),
    [asked],
  );
  useEffect(() => {
    const path = signing ? SIGN_IN_PATH : '/';
    const view: View = {
      camera,
      shown: choice,
      selected,
      circle: askedCircle,
      why,
      lang: start.lang && lang,
    };
    history.replaceState(null, '', `${path}${writeLink(view)}`);
  }, [camera, choice, selected, askedCircle, why, signing, lang, start.lang]);

  useEffect(() => {
    if (city) document.title = t.title(of(city.name)) + (city.demo ? ` · ${t.simulated}` : '');
  }, [city, t, of]);

  const close = useCallback(() => {
    setPicked(null);
    if (phone) setStop('low');
  }, [phone]);
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

  const pick = useCallback(
    (next: Pick | null) => {
      setPicked(next);
      if (phone) setStop(next ? 'half' : 'low');
    },
    [phone],
  );
  const itemShown = useRef(false);
  // a link names an object but not where it lies
  const knowItem = useCallback(
    (item: Item) => {
      setPicked((before) =>
        before && 'id' in before && before.id === item.id && !('at' in before)
          ? { layer: before.layer, id: before.id, at: placeOf(item) }
          : before,
      );
      const name = typeof item.properties.name === 'string' ? item.properties.name : t.noName;
      setSelectedShape({ of: item.id, name, shape: item.geometry });
      if (start.selected?.id === item.id && !start.camera && !start.circle && !itemShown.current) {
        itemShown.current = true;
        goToItem(item);
      }
    },
    [start, goToItem, t],
  );
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
      setPicked(null);
      setStop(next && (next !== tool || stop === 'low') ? 'half' : 'low');
    }
  };
  const askTool = (request: ToolRequest) => {
    mapTools.ask(request);
    setTool(request.tool);
    if (phone) {
      setPicked(null);
      setStop('half');
    }
  };
  const waitsForPlace = mapTools.onPoint !== null;
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
  const results = useAnswer(question, { goToBox, goToItem });
  const padding = paddingOf({
    signing,
    phone,
    compact,
    stop,
    areaPx,
    tool,
    card: picked !== null,
    dock: !question.asked ? 'none' : dockCollapsed ? 'low' : 'open',
    time: staff,
  });

  const layers = usePast(reader.layers, shown, fresh);
  // closer than the finest level that the reader has, that level stays
  const finest = AREA_LEVELS.findLast((level) => layerOf(layers, 'regions')?.byLevel?.[level]);
  const tooClose =
    shown.level === 'auto' && finest !== undefined && (camera?.zoom ?? 0) >= AUTO_FROM_ZOOM.cell;
  const drawnLevel = tooClose && finest !== 'cell' ? finest : shown.level;
  const drawnShown = useMemo(
    // the surface is summed from today's enterprises
    () => ({ ...shown, level: drawnLevel, surface: shown.surface && shown.time === null }),
    [shown, drawnLevel],
  );
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
        selectedAt={picked && 'at' in picked ? picked.at : null}
        selected={
          selected && selectedShape?.of === selected.id
            ? { ...selected, name: selectedShape.name, shape: selectedShape.shape }
            : null
        }
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
        selected && selectedShape?.of === selected.id && picked && 'at' in picked
          ? { ...selected, name: selectedShape.name, at: picked.at }
          : null
      }
      onSelect={pick}
      onGo={goToBox}
      snapshot={() => map.current?.snapshot() ?? Promise.reject(new Error('There is no map'))}
      onClose={phone ? null : () => setTool(null)}
    />
  );
  const dock = question.asked && (
    <ResultDock
      asked={question.asked}
      answer={question.answer}
      selected={selected}
      collapsed={dockCollapsed}
      onCollapsed={setDockCollapsed}
      onChoose={chooseRow}
      nameOf={layerName}
      onAsk={question.ask}
      onEnd={endQuestion}
    />
  );
  const card = picked && (
    <PickedCard
      picked={picked}
      layers={layers ?? []}
      fresh={fresh ?? ''}
      time={shown.time}
      staff={staff}
      onPick={pick}
      onCloser={(at) => go({ at, zoom: Math.min(16, (camera?.zoom ?? 10) + 2) })}
      onClose={close}
      onAround={askAround}
      onShow={goToItem}
      onItem={knowItem}
      onTool={staff ? askTool : null}
      onWhy={staff ? setWhy : null}
    />
  );

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
      <div className={areaClass} ref={area} role={signing ? undefined : 'main'}>
        {reader.key && city && (
          <section className="map-frame" aria-label={t.mapLabel(of(city.name))}>
            <CityMap
              ref={map}
              theme={theme.theme}
              lang={lang}
              readerKey={reader.key}
              versions={reader.live.versions}
              bounds={start.circle ? boxAround(start.circle) : (city.bbox as CityMapProps['bounds'])}
              camera={wanted}
              padding={padding}
              role={role}
              catalogue={catalogue}
              shown={drawnShown}
              selected={picked && 'at' in picked ? picked : null}
              selectedShape={selectedShape && selectedShape.of === selected?.id ? selectedShape.shape : null}
              goTo={goTo}
              sketch={sketch}
              drawings={mapTools.drawings}
              here={here}
              tool={question.drawing ?? (mapTools.onPoint ? 'point' : 'pick')}
              results={results}
              onPick={pick}
              onPoint={(at) => {
                if (question.drawing) {
                  question.change({ center: at });
                  question.setDrawing(null);
                } else mapTools.onPoint?.(at);
                if (phone) setStop('half');
              }}
              onSketch={(moved) => question.change(partOf(moved))}
              onDraw={(corners, done) => {
                if (corners)
                  question.change(question.drawing === 'polygon' ? { ring: corners } : { line: corners });
                if (!done) return;
                question.setDrawing(null);
                if (phone) setStop('half');
              }}
              onCamera={moved}
              onProblem={setMapTrouble}
            />
          </section>
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
                <Sheet stop={stop} areaPx={areaPx} onStop={setStop}>
                  {card ||
                    (tool === 'results' ? (
                      dock
                    ) : stop === 'low' && tool === 'layers' ? (
                      <Legend />
                    ) : (
                      toolPanel
                    ))}
                  <div hidden={Boolean(card)}>{toolPanels('sheet-tool')}</div>
                </Sheet>
              ) : (
                <>
                  {toolPanel && <section className="panel tool-panel">{toolPanel}</section>}
                  {toolPanels('panel tool-panel wide')}
                  {camera && (
                    <div
                      className="over-map"
                      style={{ '--left-px': `${padding.left}px` } as React.CSSProperties}
                    >
                      <Breadcrumb
                        camera={camera}
                        level={shown.level}
                        time={shown.time}
                        readerKey={fresh}
                        onChoose={(id) => pick({ layer: 'regions', id, at: [camera.lon, camera.lat] })}
                      />
                      {staff && <ChipsSlot catalogue={catalogue} shown={shown} onShown={setShown} />}
                    </div>
                  )}
                  {card && <div className="panel card-panel">{card}</div>}
                  {dock}
                </>
              )}
              {staff && !(phone && stop !== 'low') && (
                <div
                  className="time-slot"
                  style={{ left: padding.left, right: padding.right, bottom: padding.bottom - TIME_PX }}
                >
                  <TimeSlider
                    fresh={fresh ?? ''}
                    shown={shown}
                    onShown={setShown}
                    view={view}
                    onSelect={pick}
                    onGo={goToBox}
                  />
                </div>
              )}
              {staff && why && (
                <ExplainPanel
                  {...why}
                  fresh={fresh ?? ''}
                  time={shown.time}
                  onClose={() => setWhy(null)}
                  onSelect={pick}
                  onGo={goToBox}
                />
              )}
            </Suspense>
          </>
        )}
      </div>
      {signing && (
        <Suspense fallback={null}>
          <SignIn
            city={city}
            onLang={onLang}
            onLeave={() => setSigning(false)}
            onDone={() => {
              setPicked(null);
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
