#!/usr/bin/env bash
# The built window on an X display: the demo is chosen in it, photographed and
# read, driven by key and by click, and told to close. Photographs stay in
# build/cache/shots.
set -euo pipefail
. build/test/person.sh
. build/test/screen.sh

shots=build/cache/shots
mkdir -p $shots
rm -f $shots/window-*

# finish ends the window, and says what it printed where something failed.
finish() {
  local code=$?
  [ $code = 0 ] || cat "$HOME/window.log"
  kill "${window:-}" 2>/dev/null || true
  rm -f $shots/*.large.png
}
trap finish EXIT

window_opens "$HOME/window.log"
wait_for $shots/window-0-welcome.png 60 'Where would you like to begin'
painted $shots/window-0-welcome.png
click $shots/window-0-welcome.png demo

wait_for $shots/window-1-approval.png 60 'What this journey runs'
painted $shots/window-1-approval.png

# There is no window manager here to hand the window the keyboard.
xdotool mousemove --window "$id" 900 300 click 1
xdotool key --clearmodifiers ctrl+k
wait_for $shots/window-2-palette.png 20 'step or an action'
differ $shots/window-1-approval.png $shots/window-2-palette.png

xdotool key Escape
wait_for $shots/window-3-approval.png 10 'Approve'
click $shots/window-3-approval.png Approve
wait_for $shots/window-4-clone.png 30 'Run it'
differ $shots/window-3-approval.png $shots/window-4-clone.png
click $shots/window-4-clone.png Run

wait_for $shots/window-5-cloned.png 30 'Holds'
differ $shots/window-4-clone.png $shots/window-5-cloned.png
painted $shots/window-5-cloned.png
git -C "$FIRSTLIGHT_HOME/workspace/harbour" log --oneline

kill -0 "$window"
window_closes
