export { default as StockCard } from "./StockCard.svelte";
export { isOnlyKit, lowLine, pastLine } from "./stock-words.ts";
