// Two builds of the same app: for the Tauri window (dist/), and for the preview
// with the core behind loopback HTTP (dist-preview/, `--mode preview`).
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { catalogue } from "./vite/catalogue.ts";
import { cards } from "./vite/content.ts";
import { helpPage } from "./vite/help-page.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const alias = (host: "tauri" | "preview"): Record<string, string> => ({
  "$host-in-use": here(`./src/ipc/${host}.ts`),
  $shared: here("./src/shared"),
  $ipc: here("./src/ipc"),
  $features: here("./src/features"),
  $app: here("./src/app"),
  $assets: here("../assets"),
});

const MESSAGES = /assets\/messages\/([^/]+)\//;
/** One chunk for all the messages of a locale. */
const messagesOf = (id: string): string | null => {
  const locale = MESSAGES.exec(id)?.[1];
  return locale === undefined ? null : `messages-${locale}`;
};

const CARDS = /^\0virtual:cards\/(.+)$/;
/** One chunk for the cards of a locale, which load with the page of a medicine. */
const cardsOf = (id: string): string | null => {
  const locale = CARDS.exec(id)?.[1];
  return locale === undefined ? null : `cards-${locale}`;
};

export default defineConfig(({ mode }) => {
  const preview = mode === "preview";
  return {
    plugins: [svelte(), catalogue(), cards(here("../assets/content")), helpPage(here("../assets"))],
    resolve: { alias: alias(preview ? "preview" : "tauri") },
    define: { __STRICT_MESSAGES__: JSON.stringify(preview) },
    // The fonts and catalogues live beside the UI, in assets/.
    server: { fs: { allow: [here("..")] } },
    css: { transformer: "lightningcss" },
    build: {
      outDir: preview ? "dist-preview" : "dist",
      emptyOutDir: true,
      target: ["chrome111", "safari16.4", "ios16.4"],
      assetsInlineLimit: 0,
      // One small file: no page waits for its looks.
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: [here("./index.html"), here("./help.html")],
        output: {
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [
              { debugName: "messages", name: messagesOf, test: MESSAGES },
              { debugName: "cards", name: cardsOf, test: CARDS },
              // What is opened from Journey: together they share more than they weigh apart.
              {
                name: "log",
                test: /features\/(journey|search|history|journal|use-entry|chart|pattern|goal|check-in-item|diary-card)\//,
              },
              // What is opened from Settings and Help: the same.
              {
                name: "keep",
                test: /features\/(settings|reminder|person|meeting|medicine-card|protection|opening|backup|aside|wipe)\//,
              },
              // What is due and planned: the same.
              {
                name: "plan",
                test: /features\/(appointment|coping-date|calendar|medicine|schedule|plan)\//,
              },
              // What pages share and the first screen does not need: small files compress badly.
              {
                name: "parts",
                test: /shared\/(entry\/|ui\/(ListRow|NumberField|Points|Disclosure|Select|Choice|Chips|Calendar|WhenField|Segmented|Scale|Sheet|Card|ActionCard|undo|chart\/))/,
              },
            ],
          },
        },
      },
    },
  };
});
