export { default as StockCard } from "./StockCard.svelte";
export { lowLine } from "./stock-words.ts";
