// Where the person is, and what Back does. Hash addresses; the table of pages is app/routes.ts.
//
// Tabs replace the history entry, drill-downs push one, an open sheet pushes one.
// So Back closes the top sheet, then goes up, then leaves. `depth` in history.state counts how far up is.

/** An address inside the app: `/journey?day=2026-03-12` has path `/journey`. */
export type Place = { path: string; query: URLSearchParams };

type Layer = { depth: number; close: (isLeaving: boolean) => void };

const HOME = "/today";
let place = $state.raw<Place>(read());
let depth = $state(0);
let layers: Layer[] = [];
/** History moves are asynchronous; the next one waits for the one before. */
let moving: Promise<void> = Promise.resolve();

function read(): Place {
  const [path, query] = location.hash.replace(/^#/, "").split("?", 2);
  return { path: path || HOME, query: new URLSearchParams(query) };
}

/** The address of the current place, as `navigate` takes it. */
export const address = (): string => location.hash.slice(1) || HOME;

/** The current place; reactive. */
export const here = (): Place => place;

/** True when Back stays inside the app; reactive. */
export const canGoBack = (): boolean => depth > 0;

/** Goes down to a place. `replace` takes the current entry's place (a step that must not come back). */
export function navigate(path: string, { replace = false } = {}): void {
  closeLayers();
  moving = moving.then(() => {
    if (!replace) depth += 1;
    const method = replace ? "replaceState" : "pushState";
    history[method]({ depth }, "", `#${path}`);
    place = read();
  });
}

/** Goes to a top-level place: everything above it leaves the history. */
export function navigateTab(path: string): void {
  unwind();
  navigate(path, { replace: true });
}

/** One up; from the top, to `fallback`. */
export function back(fallback: string = HOME): void {
  void moving.then(() => {
    if (depth > 0) history.back();
    else navigate(fallback, { replace: true });
  });
}

/**
 * Opens a layer (a sheet) that Back closes. `close` hears whether the page itself is being left. The answer closes it
 * and takes its history entry away.
 */
export function openLayer(close: (isLeaving: boolean) => void): () => void {
  const layer: Layer = { depth: Infinity, close };
  layers.push(layer);
  moving = moving.then(() => {
    layer.depth = depth += 1;
    history.pushState({ depth }, "", location.hash);
  });
  return () => {
    if (!layers.includes(layer)) return;
    layers = layers.filter((other) => other !== layer);
    moving = moving.then(() => (depth >= layer.depth ? move(layer.depth - 1 - depth) : undefined));
  };
}

/** After a lock: nothing of before is behind Back. `path`: where the person is from then on. */
export function forgetHistory(path: string = HOME): void {
  unwind();
  navigate(path, { replace: true });
}

/** Closes every sheet; the place stays, and what is behind Back. */
export function closeSheets(): void {
  closeLayers();
}

function unwind(): void {
  closeLayers();
  moving = moving.then(() => (depth > 0 ? move(-depth) : undefined));
}

/** A sheet does not outlive its page: its history entry goes before the next page comes. */
function closeLayers(): void {
  const open = layers;
  layers = [];
  for (const layer of [...open].reverse()) layer.close(true);
  const lowest = open[0];
  if (lowest === undefined) return;
  moving = moving.then(() => (depth >= lowest.depth ? move(lowest.depth - 1 - depth) : undefined));
}

/** A slow phone takes its time; a browser that has dropped the entries never answers. */
const MOVE_MS = 2000;

/** Moves up in history and resolves when the browser has arrived there (or will not). */
function move(by: number): Promise<void> {
  const wanted = depth + by;
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener("popstate", arrive);
      resolve();
    };
    // `arrived` has read the depth by then. A press of Back in between is not yet the place.
    const arrive = (): void => {
      if (depth <= wanted) done();
    };
    const timer = setTimeout(done, MOVE_MS);
    addEventListener("popstate", arrive);
    history.go(by);
  });
}

function arrived(event: PopStateEvent): void {
  const state = event.state as { depth?: number } | null;
  depth = state?.depth ?? 0;
  place = read();
  const closing = layers.filter((layer) => layer.depth > depth && layer.depth !== Infinity);
  layers = layers.filter((layer) => !closing.includes(layer));
  for (const layer of closing.reverse()) layer.close(false);
}

addEventListener("popstate", arrived);
addEventListener("hashchange", () => (place = read()));
history.replaceState({ depth: 0 }, "");
