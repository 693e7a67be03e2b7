/** The name of a component's scoped styles: it stands at each of its elements, so it is short. */
const styleName = ({ hash, css }) => `s${hash(css).slice(0, 5)}`;

/** Runes everywhere; warnings are never filtered, so that accessibility findings stop the check. */
export default {
  compilerOptions: { runes: true, cssHash: styleName },
};
