// The words on the screen, from the catalogue: a changed sentence changes no test.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const ui = createRequire(new URL("../../ui/package.json", import.meta.url));
const { FluentBundle, FluentResource } = await import(pathToFileURL(ui.resolve("@fluent/bundle")));

/** The text of axe-core, to run in the page. */
export const axe = readFileSync(ui.resolve("axe-core/axe.min.js"), "utf8");

const folder = fileURLToPath(new URL("../../assets/messages/en", import.meta.url));
const bundle = new FluentBundle("en", { useIsolating: false });
for (const name of readdirSync(folder).filter((each) => each.endsWith(".ftl"))) {
  bundle.addResource(new FluentResource(readFileSync(`${folder}/${name}`, "utf8")));
}

/** The message `id` in English. */
export function t(id, args) {
  const pattern = bundle.getMessage(id)?.value;
  if (pattern == null) throw new Error(`no message ${id}`);
  return bundle.formatPattern(pattern, args);
}

/** The beginning of a message up to its first placeholder. */
export const start = (id) => t(id, { time: "\0", mood: "\0", number: "\0" }).split("\0")[0].trim();
