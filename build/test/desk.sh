#!/usr/bin/env bash
# The built window as part of a desktop: it opens a folder and saves through the
# system's dialogs, tells of long work by a notification, keeps its theme over a restart,
# and forgets everything. Photographs stay in build/cache/shots.
set -euo pipefail
. build/test/person.sh
. build/test/screen.sh

shots=build/cache/shots
mkdir -p $shots
rm -f $shots/desk-*

# finish ends what was started, and says what it printed where something failed.
finish() {
  local code=$?
  [ $code = 0 ] || cat "$HOME/window.log" "$HOME/notices" "$HOME/desktop.log"
  kill "${window:-}" "${desktop:-}" 2>/dev/null || true
  rm -f $shots/*.large.png
}
trap finish EXIT

go build -o "$HOME/desktop" ./build/test/desktop
mkfifo "$HOME/does"
"$HOME/desktop" <"$HOME/does" >"$HOME/notices" 2>"$HOME/desktop.log" &
desktop=$!
exec 3>"$HOME/does"

# The folder of a repository, whose journey takes long: a boat arrives when it is
# let go.
mkdir -p "$HOME/src/boats/"{.firstlight,cmd,docs}
cat >"$HOME/src/boats/.firstlight/journey.yaml" <<'END'
name: Boats
stages:
  - name: The sea
    steps:
      - run: sleep 11; until [ -e "$HOME/sloop" ]; do sleep 0.1; done
        title: The sloop arrives
        why: It comes with the tide.
      - run: sleep 11; until [ -e "$HOME/ketch" ]; do sleep 0.1; done
        title: The ketch arrives
        why: It waits for a pilot.
END

# dialog TITLE FILE PATH: waits for a dialog of the system, types a path below the home
# folder into it and has it taken. It stays photographed in the file.
dialog() {
  local it window_id=$id
  it=$(timeout 20 xdotool search --sync --onlyvisible --name "^$1\$" | head -n 1)
  gives_keyboard "$it"
  id=$it
  wait_for "$2" 20 'Other Locations'
  # The first key opens the place to type into, which takes a moment.
  xdotool key asciitilde
  until shot "$2.typed.png" && changed "$2" "$2.typed.png"; do in_time; done
  xdotool type --delay 60 "/$3"
  wait_for "$2" 20 "$3"
  rm "$2.typed.png"
  # The first one may only take what the dialog has completed.
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    xdotool key Return
    sleep 0.3
    xdotool search --onlyvisible --name "^$1\$" >/dev/null 2>&1 || break
  done
  id=$window_id
  gives_keyboard "$id"
}

# to_setting NAME: goes by the palette, which a click opens, to a setting, which then has
# the keyboard.
to_setting() {
  shot $shots/desk-palette.png
  click $shots/desk-palette.png action
  wait_for $shots/desk-palette.png 30 'step or an action'
  xdotool type "$1"
  wait_for $shots/desk-palette.png 20 "Settings: $1"
  xdotool key Return
}

# says NUMBER PATTERN: waits for a notification, of which so many have come by then.
says() {
  until [ "$(wc -l <"$HOME/notices")" -ge "$1" ]; do in_time; done
  sed -n "$1p" "$HOME/notices"
  sed -n "$1p" "$HOME/notices" | grep -qx -- "$2"
  [ "$(wc -l <"$HOME/notices")" = "$1" ]
}

# in_time rests a little between two looks, and fails where there is too little time left.
in_time() {
  [ $SECONDS -lt 380 ] || return 1
  sleep 0.2
}

window_opens "$HOME/window.log"
wait_for $shots/desk-0-welcome.png 60 'Where would you like to begin'
click $shots/desk-0-welcome.png folder
dialog 'The folder of a repository' $shots/desk-1-folder.png src/boats
wait_for $shots/desk-2-opened.png 30 'What this journey runs'
click $shots/desk-2-opened.png Approve
wait_for $shots/desk-3-sloop.png 30 'It comes with the tide'

# By the keyboard to a setting, and by a click to another.
to_setting 'theme'
wait_for $shots/desk-4-settings.png 20 'In every window of yours'
xdotool type dark
until shot $shots/desk-5-dark.png && dark $shots/desk-5-dark.png; do in_time; done
wait_for $shots/desk-5-dark.png 20 Show
click $shots/desk-5-dark.png Show
wait_for $shots/desk-6-shown.png 20 'handed to your system'
says 1 '{"app":"firstlight-window","title":"Firstlight","text":"This is how you are told that a step has ended."}'

# Whoever looks is told nothing: the sloop arrives, and it is seen.
touch "$HOME/sloop"
wait_for $shots/desk-7-arrived.png 60 '1 step left'
echo cover >&3
until xdotool getwindowfocus getwindowname 2>/dev/null | grep -qv Firstlight; do in_time; done
touch "$HOME/ketch"
says 2 '{"app":"firstlight-window","title":"The ketch arrives","text":"It holds now. .*"}'
whole=true
shot $shots/desk-8-behind.png
echo choose >&3
wait_for $shots/desk-9-forth.png 20 'It waits for a pilot'
whole=false
differ $shots/desk-8-behind.png $shots/desk-9-forth.png

# What was chosen holds after a restart, from the first sight on.
window_closes
window_opens "$HOME/window.log"
wait_for $shots/desk-10-again.png 60 'The ketch arrives'
dark $shots/desk-10-again.png

# What is exported goes into the folder that is chosen.
mkdir "$HOME/kept"
to_setting 'forget everything'
wait_for $shots/desk-11-forget.png 20 'onboardings first'
click $shots/desk-11-forget.png Export
dialog 'A folder for your onboardings' $shots/desk-12-export.png kept
wait_for $shots/desk-13-kept.png 20 'onboardings are in'
grep -q 'The ketch arrives' "$HOME"/kept/firstlight-onboarding-*.json

# Then everything is forgotten but her code and what she kept, and the window closes.
click $shots/desk-13-kept.png everything
wait_for $shots/desk-14-sheet.png 20 'Type forget to go on'
xdotool type forget
until shot $shots/desk-15-meant.png && changed $shots/desk-14-sheet.png $shots/desk-15-meant.png; do in_time; done
xdotool key Return
wait_for $shots/desk-16-forgotten.png 20 'Everything is forgotten'
[ "$(ls -A "$FIRSTLIGHT_HOME")" = workspace ]
click $shots/desk-16-forgotten.png Close
timeout 20 tail --pid="$window" -f /dev/null
ls "$HOME/kept"
