// The layer rules of src-tauri/ARCHITECTURE.md, and what the compiler does not see.
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const TAURI = { group: ["@tauri-apps/*"], message: "Only ipc/tauri.ts talks to Tauri." };
const INSIDES = {
  regex: "features/[a-z-]+/(?!index\\.ts$)",
  message: "Another feature is used through its index.ts.",
};
const FEATURES = { group: ["$features/*", "**/features/**"], message: "shared/ knows no feature." };
const IPC = { group: ["$ipc", "$ipc/*", "**/ipc/*"], message: "shared/ does not call the core." };
const APP = { group: ["$app/*", "**/app/*"], message: "Only main.ts and app/ itself use app/." };

const imports = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

const NETWORK = ["fetch", "EventSource", "WebSocket", "XMLHttpRequest", "WebTransport"].map(
  (name) => ({
    name,
    message: "The app opens no connection. Only ipc/preview.ts may, to its own origin.",
  }),
);

export default ts.config(
  { ignores: ["dist", "dist-preview", "node_modules", "public/theme.js"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      // TypeScript knows what is defined.
      "no-undef": "off",
      "no-console": ["error", { allow: ["error"] }],
      "no-restricted-globals": ["error", ...NETWORK],
      "no-restricted-properties": [
        "error",
        { object: "navigator", property: "sendBeacon", message: "The app opens no connection." },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-dynamic-delete": "off",
      ...imports(TAURI),
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
    rules: {
      "svelte/no-at-html-tags": "error",
      "svelte/require-each-key": "error",
      "svelte/button-has-type": "error",
      // The content-security-policy refuses it; `style:` directives go through the CSSOM and are fine.
      "no-restricted-syntax": [
        "error",
        {
          selector: 'SvelteAttribute[key.name="style"]',
          message: "No style attribute: use a class or style:.",
        },
      ],
      // Plain Maps and Sets are meant here: what is not drawn need not be reactive.
      "svelte/prefer-svelte-reactivity": "off",
      "svelte/no-target-blank": "error",
      // Hash addresses of our own; there is no SvelteKit.
      "svelte/no-navigation-without-resolve": "off",
      "no-useless-assignment": "off",
      "prefer-const": "off",
    },
  },
  { files: ["src/shared/**"], rules: imports(TAURI, FEATURES, IPC, APP) },
  { files: ["src/features/**"], rules: imports(TAURI, INSIDES, APP) },
  { files: ["src/app/**", "src/main.ts"], rules: imports(TAURI, INSIDES) },
  { files: ["src/ipc/tauri.ts"], rules: imports() },
  { files: ["src/ipc/preview.ts"], rules: { "no-restricted-globals": "off" } },
  {
    files: ["**/*.test.ts", "src/ipc/testing/**"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["scripts/**", "vite/**", "*.config.*"],
    languageOptions: { globals: { ...globals.node } },
    rules: { "no-console": "off" },
  },
);
