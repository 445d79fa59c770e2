#!/usr/bin/env bash
# Mounts what it is told, then becomes a command. Runs in a mount and process
# namespace of its own, where all of it ends with the command:
#
#   enter.sh (KIND SOURCE TARGET OPTIONS)... -- COMMAND [ARGUMENT...]
set -euo pipefail

while [ "$1" != -- ]; do
  kind=$1 source=$2 target=$3 options=$4
  shift 4
  if [ -f "$source" ]; then
    [ -e "$target" ] || install -D /dev/null "$target"
  elif [ "$kind" != sealed ]; then
    mkdir -p "$target"
  fi
  case $kind in
    overlay) mount -t overlay -o "$options" overlay "$target" ;;
    tmpfs) mount -t tmpfs -o "$options" tmpfs "$target" ;;
    proc) mount -t proc proc "$target" ;;
    bind) mount --rbind "$source" "$target" ;;
    readonly) mount --bind "$source" "$target" && mount -o remount,bind,ro "$target" ;;
    sealed) mount -o remount,bind,ro "$target" ;;
    *) echo "enter.sh knows no $kind" >&2 && exit 2 ;;
  esac
done
shift
exec "$@"
