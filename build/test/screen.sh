# shellcheck shell=bash
# Looking at the X window $id and touching it, as a person would: what is
# photographed is read with Tesseract, and a click goes to where a text was read.

# window_opens LOG [JOURNEY]: starts the window and waits until it has the keyboard. It
# sets window and id.
window_opens() {
  build/bin/firstlight-window "${@:2}" >>"$1" 2>&1 &
  window=$!
  id=$(timeout 60 xdotool search --sync --onlyvisible --pid "$window" --name '^Firstlight$' | head -n 1)
  gives_keyboard "$id"
}

# window_closes has the window end, and waits until it has.
window_closes() {
  kill -TERM "${window:?}"
  timeout 20 tail --pid="$window" -f /dev/null
}

# gives_keyboard WINDOW: there is no window manager here to hand it the keyboard, and a
# window that was only just shown may not take it yet.
gives_keyboard() {
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    xdotool windowfocus --sync "$1" && return
    sleep 0.5
  done
}

# shot FILE: photographs the window, or all of the screen where whole says so.
shot() {
  if [ "${whole:-}" = true ]; then
    import -silent -window root "$1"
  else
    import -silent -window "${id:?}" "$1"
  fi
}

# read_screen FILE: prints each word of a photograph with the place of its
# centre, as lines "x y word".
read_screen() {
  local large=$1.large.png
  cp "$1" "$large"
  local ink=()
  # Tesseract reads dark words on a light ground best.
  dark "$1" >/dev/null && ink=(-negate)
  mogrify -resize 200% -colorspace Gray "${ink[@]}" "$large"
  OMP_THREAD_LIMIT=1 tesseract "$large" - --psm 3 tsv 2>/dev/null |
    awk -F'\t' 'NR > 1 && $12 ~ /[[:alnum:]]/ { print int(($7 + $9 / 2) / 2), int(($8 + $10 / 2) / 2), $12 }'
}

# shows FILE TEXT: whether a photograph shows the words one after another.
shows() { read_screen "$1" | awk '{ print $3 }' | paste -sd ' ' | grep -qiF -- "$2"; }

# still FILE: photographs anew until what is seen stays in its place, but not for long.
still() {
  local before=$1.before.png
  for _ in 1 2 3 4 5 6; do
    mv "$1" "$before"
    sleep 0.1
    shot "$1"
    changed "$before" "$1" || break
  done
  rm -f "$before"
}

# wait_for FILE SECONDS TEXT: photographs until the text is there, and in its place.
wait_for() {
  local deadline=$((SECONDS + $2))
  until shot "$1" && shows "$1" "$3" && still "$1"; do
    if [ $SECONDS -ge $deadline ]; then
      echo "after $2 s the window does not show \"$3\"; it shows:"
      read_screen "$1" | awk '{ print $3 }' | paste -sd ' '
      return 1
    fi
    sleep 0.5
  done
  echo "the window shows \"$3\""
}

# click FILE WORD: clicks where the photograph shows the word, the last time.
click() {
  local place
  place=$(read_screen "$1" | awk -v word="$2" 'index($3, word) { place = $1 " " $2 } END { print place }')
  [ -n "$place" ] || {
    echo "there is no \"$2\" to click"
    return 1
  }
  # shellcheck disable=SC2086 # two numbers
  xdotool mousemove --window "${id:?}" $place click 1
  echo "clicked \"$2\" at $place"
}

# dark FILE: whether a photograph is mostly dark.
dark() {
  local light
  light=$(convert "$1" -colorspace Gray -format '%[fx:int(100*mean)]' info:)
  echo "$light of 100 is light"
  [ "$light" -lt 35 ]
}

# painted FILE: whether a photograph has as many colours as an interface.
painted() {
  local colours
  colours=$(identify -format '%k' "$1")
  echo "$colours colours"
  [ "$colours" -ge 100 ]
}

# differ FILE FILE: whether two photographs differ in more than a caret blinking.
differ() {
  local changed
  changed=$(pixels_changed "$1" "$2")
  echo "$changed pixels changed"
  [ "$changed" -ge 2000 ]
}

# changed FILE FILE: the same, and says nothing.
changed() { [ "$(pixels_changed "$1" "$2")" -ge 2000 ]; }

pixels_changed() {
  local changed
  changed=$(compare -metric AE "$1" "$2" null: 2>&1) || true
  echo "${changed%%.*}"
}
