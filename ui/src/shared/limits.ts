// How much a field can hold, in characters. The core decides and refuses; here the numbers only feed the counter, so
// that nobody is surprised. Nothing is cut: a paste that is too long stays in the field until it is shortened.
export const NAME_LIMIT = 80;
export const PHONE_LIMIT = 40;
export const NOTE_LIMIT = 20_000;
export const LONG_TEXT_LIMIT = 100_000;
