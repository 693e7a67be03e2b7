/** Runes everywhere; warnings are never filtered, so that accessibility findings stop the check. */
export default {
  compilerOptions: { runes: true },
};
