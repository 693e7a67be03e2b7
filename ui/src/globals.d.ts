/** True in the preview: a message that does not exist stops the screen instead of showing its id. */
declare const __STRICT_MESSAGES__: boolean;

/** Made by vite/help-page.ts from assets/content/crisis: confirmed entries only. */
declare module "virtual:crisis" {
  const countries: import("../vite/crisis.ts").Country[];
  export default countries;
}
