// The core behind the preview's loopback server (tests/preview). Never part of the Tauri build.
// The token comes in the page's address; it is kept for this tab and taken out of the address.
import type { Host } from "./host.ts";

const KEPT = "mainstay.preview-token";

function readToken(): string {
  const address = new URL(location.href);
  const given = address.searchParams.get("token");
  if (given === null) return sessionStorage.getItem(KEPT) ?? "";
  sessionStorage.setItem(KEPT, given);
  address.searchParams.delete("token");
  history.replaceState(history.state, "", address);
  return given;
}

const token = readToken();

type Answer = { ok: unknown } | { error: unknown };

export const host: Host = {
  async call(name, request) {
    const response = await fetch(`/ipc/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-mainstay-token": token },
      body: JSON.stringify(request),
    });
    const answer = (await response.json()) as Answer;
    if ("ok" in answer) return answer.ok;
    throw answer.error;
  },

  listen(event, handler) {
    // One stream for all: a browser opens six connections to a place, and no more.
    source ??= new EventSource(`/events?token=${encodeURIComponent(token)}`);
    const listening = source;
    const hear = (message: MessageEvent): void => handler(parse(message.data));
    listening.addEventListener(event, hear);
    return () => listening.removeEventListener(event, hear);
  },
};

let source: EventSource | undefined;

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}
