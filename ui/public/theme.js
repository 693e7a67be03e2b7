// Runs before the first paint, so that a dark room stays dark.
// Reads only what shared/device.svelte.ts keeps outside the vault.
(function () {
  try {
    var kept = JSON.parse(localStorage.getItem("mainstay.device") || "{}");
    var root = document.documentElement;
    if (["light", "dark", "contrast", "calm"].indexOf(kept.theme) >= 0)
      root.dataset.theme = kept.theme;
    else if (matchMedia("(prefers-contrast: more)").matches) root.dataset.theme = "contrast";
    if ([125, 150, 200].indexOf(kept.textSize) >= 0) root.dataset.textSize = String(kept.textSize);
    if (kept.font === "device") root.dataset.font = "device";
  } catch (_) {
    // Nothing kept: the system's own look is right.
  }
})();
