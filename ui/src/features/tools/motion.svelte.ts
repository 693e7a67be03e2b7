// Whether the device asks for less motion; the still form of an exercise is then the first one shown.
import { MediaQuery } from "svelte/reactivity";

const query = new MediaQuery("prefers-reduced-motion: reduce");

export const prefersStill = (): boolean =>
  query.current || document.documentElement.dataset["theme"] === "calm";
