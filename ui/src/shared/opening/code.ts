// What was typed back of a recovery code, compared with the code on the screen.

export interface ShownCode {
  groups: readonly string[];
  /** The positions that are asked back, from 0. */
  ask: readonly number[];
}

/**
 * The asked positions whose group differs. The core names the first one, as `groups.<position>`; the others are found
 * here, where the code is known. None when the refusal was about something else.
 */
export function groupsThatDiffer(
  code: ShownCode | null,
  typed: Record<number, string>,
  refusedField: string | null | undefined,
): number[] {
  if (code === null || !refusedField?.startsWith("groups.")) return [];
  return code.ask.filter(
    (position) =>
      refusedField === `groups.${position}` ||
      plain(typed[position]) !== plain(code.groups[position]),
  );
}

/** A group as its letters are meant: look-alikes count as one, so that nothing right is called wrong. */
function plain(group = ""): string {
  const bare = group
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
  return bare.replace(/O/g, "0").replace(/[IL]/g, "1").replace(/U/g, "V");
}
