#!/usr/bin/env bash
# Notifications on a real desktop daemon (dunst) in a session bus and a display of their own, and on a desktop that has
# none. The daemon's menu of actions is a program that presses what the file $PRESSED names.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRESSED=$work/pressed
cat >"$work/menu" <<MENU
#!/bin/sh
# Lines are "#label (name) [id,key]"; the one with the label that was asked for is the choice.
grep -F "#\$(cat "$PRESSED")" | head -n 1
MENU
chmod +x "$work/menu"
# What the daemon makes of each: how hard it presses, for how long it stays (0: until it is answered), and its title.
export SHOWN=$work/shown
cat >"$work/note" <<'NOTE'
#!/bin/sh
echo "$DUNST_URGENCY $DUNST_TIMEOUT $DUNST_SUMMARY" >>"$SHOWN"
NOTE
chmod +x "$work/note"
cat >"$work/dunstrc" <<RC
[global]
  dmenu = $work/menu
  history_length = 0
[note]
  summary = *
  script = $work/note
RC

# One test by its name, and an error where no test has that name. With the whole workspace, as `make test` has built it:
# alone the shell's dependencies add up differently.
cat >"$work/one" <<ONE
#!/usr/bin/env bash
set -euo pipefail
cargo test -q --locked --workspace --lib -- --ignored --exact --nocapture "\$1" 2>&1 | tee "$work/said"
grep -q ' 1 passed' "$work/said" || { echo "no such test: \$1" >&2; exit 1; }
ONE
chmod +x "$work/one"
adapter="$work/one platform::notifier::dbus::tests"
# The bus would start a daemon of its own when it is asked for one: ours is there before anybody asks.
owned="dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.Notifications"
xvfb-run -a dbus-run-session -- bash -c "
  dunst -conf '$work/dunstrc' 2>'$work/dunst.log' & trap 'kill %1' EXIT
  for _ in \$(seq 100); do $owned | grep -q true && break; sleep 0.1; done
  $adapter::a_real_daemon_shows_replaces_answers_and_closes && $adapter::a_real_daemon_hears_what_is_urgent_and_what_stays && $adapter::a_real_daemon_that_is_not_to_disturb_says_so"
# A daemon that ends takes its numbers along; the test starts and ends its own.
DUNSTRC=$work/dunstrc xvfb-run -a dbus-run-session -- \
  $adapter::a_daemon_that_ended_leaves_no_number_behind
DUNSTRC=$work/dunstrc xvfb-run -a dbus-run-session -- \
  $adapter::a_daemon_that_hangs_is_not_waited_for_and_shows_nothing_twice_when_it_goes_on
DUNSTRC=$work/dunstrc xvfb-run -a dbus-run-session -- \
  $adapter::a_connection_that_ends_leaves_what_it_has_shown_to_the_next_one
# The clock is set to what it shows, where that is allowed.
"$work/one" lifecycle::clock_set::tests::a_clock_that_is_set_rings
# Without a display no daemon can be started.
env -u DISPLAY dbus-run-session -- $adapter::a_desktop_without_a_daemon_says_so_and_nothing_breaks
env -u DISPLAY dbus-run-session -- $adapter::a_bus_that_ends_is_asked_for_again_and_leaves_no_thread
