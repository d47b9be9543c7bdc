#!/usr/bin/env bash
# The step of action.yml: runs colophon on what was given, and leaves a summary.
set -euo pipefail

# Blank lines are left out, so that a block of text may end with one.
read_lines() {
  local -n into=$1
  local line
  while IFS= read -r line; do
    if [ -n "$line" ]; then into+=("$line"); fi
  done <<<"$2"
}

case "$COMMAND" in
  verify | check) ;;
  *) echo "command: expected verify or check, found \"$COMMAND\"" >&2; exit 2 ;;
esac
options=()
files=()
read_lines options "$OPTIONS"
read_lines files "$FILES"

if [ -n "$OUTPUT" ]; then mkdir -p -- "$(dirname -- "$OUTPUT")"; fi

printed=$(mktemp)
code=0
# A file may be called ::error::, and a line with that would be an order to the runner, wherever it is printed.
token=$(openssl rand -hex 16)
echo "::stop-commands::$token"
node "$GITHUB_ACTION_PATH/bin/colophon.js" "$COMMAND" "${options[@]}" -- "${files[@]}" >"$printed" || code=$?
if [ -z "$OUTPUT" ]; then cat "$printed"; fi
echo "::$token::"

if [ -n "$OUTPUT" ]; then
  mv -- "$printed" "$OUTPUT"
else
  if [ ! -s "$printed" ]; then echo "nothing was printed: exit code $code, and the log says why" >"$printed"; fi
  # Indented, it is text: nothing in it is Markdown.
  { echo; sed 's/^/    /' "$printed"; echo; } >>"$GITHUB_STEP_SUMMARY"
  rm "$printed"
fi
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
case " $ACCEPT " in
  *" $code "*) exit 0 ;;
  *) exit "$code" ;;
esac
