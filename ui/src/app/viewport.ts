// The height that a keyboard leaves free. Where the browser resizes the page itself nothing is set.

/** Keeps `--visible-height` on <html> in step with the visible part of the window. */
export function followVisibleHeight(): void {
  const view = window.visualViewport;
  if (!view) return;
  const measure = (): void => {
    const covered = window.innerHeight - view.height * view.scale;
    const style = document.documentElement.style;
    if (covered > 1) style.setProperty("--visible-height", `${view.height}px`);
    else style.removeProperty("--visible-height");
  };
  view.addEventListener("resize", measure);
  document.addEventListener("focusout", () => setTimeout(measure, 300));
}
