// One occurrence among others: in lists, and for what is typed about it before anything of it is kept.

type Occurrence = { schedule: string; revision: number; civil: string };

/** Tells it from every other, also from one of the same time by an earlier rule of its schedule. */
export const keyOf = ({ schedule, revision, civil }: Occurrence): string =>
  `${schedule} ${String(revision)} ${civil}`;
