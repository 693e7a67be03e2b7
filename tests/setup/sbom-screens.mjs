// Keeps of `npm sbom` (stdin) what package-lock.json says is no development tool. `npm sbom --omit dev` leaves Svelte out:
// a tool that also asks for it as its peer makes npm 11 take it for one.
import { readFileSync } from "node:fs";

const lock = JSON.parse(readFileSync(new URL("../../ui/package-lock.json", import.meta.url), "utf8"));
const shipped = new Set(
  Object.entries(lock.packages)
    .filter(([path, entry]) => path !== "" && !entry.dev && !entry.devOptional && !entry.optional)
    .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, "")}@${version}`),
);
const list = JSON.parse(readFileSync(0, "utf8"));
const root = list.metadata.component["bom-ref"];
list.components = list.components.filter((one) => shipped.has(one["bom-ref"]));
const kept = new Set([root, ...list.components.map((one) => one["bom-ref"])]);
list.dependencies = list.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
console.log(JSON.stringify(list, null, 2));
