// For tests: what axe finds wrong in an element, as short lines.
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Empty when nothing is wrong. */
export async function faultsOf(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { runOnly: TAGS });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
