// Components and state classes, in a real Chromium. CHROMIUM names another one.
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { catalogue } from "./vite/catalogue.ts";
import { cards } from "./vite/content.ts";
import { helpPage } from "./vite/help-page.ts";
import { alias } from "./vite.config.ts";

const assets = fileURLToPath(new URL("../assets", import.meta.url));

export default defineConfig({
  plugins: [svelte(), catalogue(), cards(`${assets}/content`), helpPage(assets)],
  resolve: { alias: alias("preview") },
  define: { __STRICT_MESSAGES__: "true" },
  server: { fs: { allow: [".."] } },
  test: {
    include: ["src/**/*.test.ts", "vite/**/*.test.ts"],
    setupFiles: ["./src/test-setup.ts"],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 360, height: 740 },
      provider: playwright({
        launchOptions: {
          executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
          args: ["--no-sandbox", "--disable-background-networking"],
        },
      }),
      instances: [{ browser: "chromium" }],
    },
  },
});
