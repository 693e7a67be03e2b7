// The core behind the Tauri window. The only file that may import @tauri-apps.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Host } from "./host.ts";

export const host: Host = {
  call: (name, request) => invoke("call", { name, request }),

  listen(event, handler) {
    const listening = listen(event, ({ payload }) => handler(payload));
    return () => void listening.then((stop) => stop());
  },
};
