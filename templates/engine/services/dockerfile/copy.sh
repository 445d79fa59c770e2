#!/usr/bin/env bash
# COPY, inside the image: copy.sh FROM OWNER MODE TARGET SOURCE...
# FROM is the folder that the sources are sought in, OWNER is uid:gid, MODE is
# empty or as chmod takes it. Exits 3 where a source is not there.
set -euo pipefail
shopt -s nullglob dotglob

from=$1 owner=$2 mode=$3 target=$4
shift 4

sources=()
for pattern in "$@"; do
  pattern=${pattern#/}
  if [ -e "$from/$pattern" ] || [ -L "$from/$pattern" ]; then
    sources+=("$from/$pattern")
    continue
  fi
  cd "$from"
  IFS=
  # The pattern is to be expanded here.
  # shellcheck disable=SC2206
  matches=($pattern)
  unset IFS
  cd /
  if [ "${#matches[@]}" = 0 ] || [ ! -e "$from/${matches[0]}" ]; then
    echo "$pattern is not there" >&2
    exit 3
  fi
  sources+=("${matches[@]/#/$from/}")
done
if [ "${#sources[@]}" -gt 1 ] && [[ $target != */ ]]; then
  echo "$target has to end with / to take ${#sources[@]} sources" >&2
  exit 1
fi

permissions=()
[ -z "$mode" ] || permissions=("--mode=$mode")

for source in "${sources[@]}"; do
  if [ -d "$source" ]; then
    mkdir -p "$target"
    tar --create --directory="$source" --numeric-owner --owner="${owner%:*}" \
      --group="${owner#*:}" "${permissions[@]}" . |
      tar --extract --directory="$target" --same-owner --preserve-permissions \
        --no-overwrite-dir --keep-directory-symlink
  else
    file=$target
    if [[ $target == */ ]] || [ -d "$target" ]; then
      file=${target%/}/$(basename "$source")
    fi
    mkdir -p "$(dirname "$file")"
    cp --archive --no-preserve=ownership --remove-destination "$source" "$file"
    chown --no-dereference "$owner" "$file"
    [ -z "$mode" ] || chmod "$mode" "$file"
  fi
done
