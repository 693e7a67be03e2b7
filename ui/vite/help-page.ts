// Help without the app: help.html, plain HTML from the same words and the same numbers.
// It is what remains when a script cannot run. Also gives the app its numbers, as `virtual:crisis`.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import type { Plugin } from "vite";
import { readCrisis, type Channel, type Country, type Line } from "./crisis.ts";

const VIRTUAL = "virtual:crisis";
const PLACE = "<!-- help -->";

/** `assets` is the folder with content/ and messages/. */
export function helpPage(assets: string): Plugin {
  const countries = (): Country[] => readCrisis(join(assets, "content/crisis"));
  return {
    name: "mainstay-help-page",
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load: (id) =>
      id === `\0${VIRTUAL}` ? `export default ${JSON.stringify(countries())}` : undefined,
    transformIndexHtml: (html) =>
      html.includes(PLACE) ? html.replace(PLACE, () => write(countries(), words(assets))) : html,
  };
}

type Words = (id: string, args?: Record<string, string>) => string;

function words(assets: string): Words {
  const folder = join(assets, "messages/en");
  const bundle = new FluentBundle("en", { useIsolating: false });
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".ftl"))) {
    bundle.addResource(new FluentResource(readFileSync(join(folder, name), "utf8")));
  }
  return (id, args) => {
    const pattern = bundle.getMessage(id)?.value;
    if (pattern == null) throw new Error(`help.html: no message ${id}`);
    return escape(bundle.formatPattern(pattern, args));
  };
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const write = (countries: Country[], t: Words): string => `
<h1>${t("help-title")}</h1>
<p>${t("help-choose-country")}</p>
${countries.map((country) => section(country, t)).join("\n")}
<details><summary>${t("help-breathe")}</summary><p>${t("help-breathe-text")}</p></details>
<details><summary>${t("help-ground")}</summary><ol>${ground(t)}</ol></details>
<p>${t("help-nobody-told")}</p>
<p><a href="./">${t("help-page-back")}</a></p>`;

const ground = (t: Words): string =>
  [5, 4, 3, 2, 1].map((count) => `<li>${t(`help-ground-${count}`)}</li>`).join("");

const section = ({ country, emergency, lines }: Country, t: Words): string => `
<details><summary>${t(`crisis-country-${country}`)}</summary>
${emergency.map((number) => number_(`tel:${number}`, t("help-call-emergency", { number }), t("help-emergency-about"))).join("")}
${lines.map((line) => entry(line, t)).join("")}
</details>`;

const entry = (line: Line, t: Words): string => `
<h2>${escape(line.name)}</h2><p>${[t(line.about), ...line.facts.map((id) => `${t(id)}.`)].join(" ")}</p>
${line.channels.map((channel) => dial(channel, t)).join("")}
<p class="checked">${t("help-checked", { day: line.checkedOn })}</p>`;

function dial({ kind, display, dial, keyword }: Channel, t: Words): string {
  if (dial === null) return `<p>${t("help-chat", { address: display })}</p>`;
  if (kind === "voice") return number_(dial, t("help-call", { number: display }), "");
  if (keyword === null) return number_(dial, t("help-text", { number: display }), "");
  return number_(dial, t("help-text-keyword", { number: display, keyword }), "");
}

const number_ = (href: string, label: string, about: string): string =>
  `<a class="number" href="${escape(href)}"><strong>${label}</strong>${about && `<span>${about}</span>`}</a>`;
