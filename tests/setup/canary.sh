#!/usr/bin/env bash
# Plants an error where svelte-check must see it: a type checker that has stopped looking would report nothing.
set -euo pipefail
cd "$(dirname "$0")/../../ui"

planted=src/canary-planted.svelte
trap 'rm -f "$planted"' EXIT
cat >"$planted" <<'SVELTE'
<script lang="ts">
  const wrong: number = "text";
</script>

<img src={String(wrong)} />
SVELTE
report=$(npm run --silent check 2>&1) && { echo "svelte-check reported nothing"; exit 1; }
grep -q "canary-planted" <<<"$report" || { echo "svelte-check did not see the planted file"; exit 1; }
grep -q "a11y_missing_attribute" <<<"$report" || { echo "svelte-check did not warn of the missing alt"; exit 1; }
echo "the planted error and the planted warning were reported"
