// The second frame after loading: something has been drawn.
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("ready")));
