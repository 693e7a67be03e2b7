// The words on the screen, from the same catalogues and with the same pseudo-locales as the app.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ui = createRequire(new URL("../../ui/package.json", import.meta.url));
const { FluentBundle, FluentResource } = await import(pathToFileURL(ui.resolve("@fluent/bundle")));
const pseudo = await sourceModule("../../ui/src/shared/i18n/pseudo.ts");

const folder = fileURLToPath(new URL("../../assets/messages/en", import.meta.url));
const texts = readdirSync(folder)
  .filter((name) => name.endsWith(".ftl"))
  .map((name) => readFileSync(`${folder}/${name}`, "utf8"));

/** A TypeScript file of the UI that imports nothing, as a module. */
export async function sourceModule(path) {
  const ts = ui("typescript");
  const source = readFileSync(new URL(path, import.meta.url), "utf8");
  const module = ts.ModuleKind.ESNext;
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module, target: "es2022" } });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}

/** The examples that `number-wrong` tells. */
export const SUCH_AS = { whole: "2", part: "1.5" };

/** `t(id, args)` as the app says it in this locale: `en`, or `en-XA` and `ar-XB`, which are invented. */
export function words(locale = "en") {
  const bundle = new FluentBundle("en", { transform: pseudo.PSEUDO[locale]?.transform });
  for (const text of texts) bundle.addResource(new FluentResource(text));
  return (id, args) => {
    const pattern = bundle.getMessage(id)?.value;
    if (pattern == null) throw new Error(`no message ${id}`);
    return bundle.formatPattern(pattern, args ?? null).replace(/\u2068([\p{N}.,]*)\u2069/gu, "$1");
  };
}
