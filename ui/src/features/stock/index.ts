export { default as StockCard } from "./StockCard.svelte";
export { lowLine, pastLine } from "./stock-words.ts";
