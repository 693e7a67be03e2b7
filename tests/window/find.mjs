/**
 * Runs inside the page. The first visible element of `role` whose accessible name is `name`, or in which one part
 * (the label above a hint) reads so. While a sheet is open only what is in it counts.
 */
export function find(role, name) {
  const KINDS = {
    button: "button, [role=button], summary",
    link: "a[href]",
    radio: "input[type=radio]",
    textbox: "input:not([type=radio], [type=checkbox], [type=range]), textarea",
    slider: "input[type=range]",
    heading: "h1, h2, h3",
    text: "p, span, strong, li, h1, h2, h3, output",
  };
  const plain = (text) => (text ?? "").replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ").trim();
  const named = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (element.hasAttribute("aria-label")) return plain(element.getAttribute("aria-label"));
    if (by) return plain(document.getElementById(by)?.textContent);
    return "";
  };
  const texts = (element) => [
    named(element),
    ...Array.from(element.labels ?? []).flatMap((label) => [label, ...label.querySelectorAll("*")]).map((part) => plain(part.textContent)),
    ...[element, ...element.querySelectorAll("*")].map((part) => plain(part.textContent)),
  ];
  const usable = (element) =>
    element.checkVisibility() && element.closest("[inert], [aria-hidden=true]") === null && !element.disabled;
  const root = document.querySelector("dialog:modal") ?? document;
  const found = Array.from(root.querySelectorAll(KINDS[role]))
    .filter(usable)
    .find((element) => texts(element).includes(plain(name)));
  // A radio button is drawn by its label.
  return found === undefined ? null : role === "radio" ? (found.closest("label") ?? found) : found;
}
