// Catalogues are read when the app is built, not when it starts: reading the text of one takes a slow phone a fifth of
// a second, and the program that reads them is not shipped. A catalogue becomes `{ id: pattern }` of Fluent's own form.
import { FluentResource, type FluentBundle } from "@fluent/bundle";
import type { Plugin } from "vite";

type Pattern = Parameters<FluentBundle["formatPattern"]>[0];

const BEGINS = /^-?[a-z][\w-]* *=/gim;

/** The messages of an .ftl file by their ids. Refused: what Fluent would leave out, and attributes, which none has. */
export function patternsOf(text: string): Record<string, Pattern> {
  const { body } = new FluentResource(text);
  const odd = body.find((each) => each.value === null || Object.keys(each.attributes).length > 0);
  if (body.length !== (text.match(BEGINS)?.length ?? 0))
    throw new Error("not all of it can be read");
  if (odd) throw new Error(`a message has words and no attributes: ${odd.id}`);
  return Object.fromEntries(body.map(({ id, value }) => [id, value as Pattern]));
}

/** Makes `import patterns from "x.ftl"` work. */
export const catalogue = (): Plugin => ({
  name: "mainstay-catalogue",
  enforce: "pre",
  transform: (text, id) =>
    id.endsWith(".ftl")
      ? `export default JSON.parse(${JSON.stringify(JSON.stringify(patternsOf(text)))})`
      : undefined,
});
