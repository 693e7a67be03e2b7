/** True in the preview: a message that does not exist stops the screen instead of showing its id. */
declare const __STRICT_MESSAGES__: boolean;

/** Made by vite/help-page.ts from assets/content/crisis: confirmed entries only. */
declare module "virtual:crisis" {
  const countries: import("../vite/crisis.ts").Country[];
  export default countries;
}

/** Made by vite/content.ts from assets/content/<locale>: each locale's cards, loaded when they are asked for. */
declare module "virtual:cards" {
  const locales: Record<string, () => Promise<{ default: import("../vite/content.ts").Cards }>>;
  export default locales;
}
