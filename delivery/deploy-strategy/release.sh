# shellcheck shell=bash
# Sourced. The release that is under way: it lives in the VirtualService's
# annotations, and every change of it is one update together with the routes.

# The release as last read or written.
RELEASE=null
HAVE_LOCK=''

field() { jq --raw-output --arg key "$1" '.[$key] // ""' <<<"$RELEASE"; }

now() { date +%s; }

route_says() {
  local object=$1 filter=$2
  shift 2
  route_jq --raw-output "$@" "include \"route\"; $filter" <<<"$object"
}

new_lock() {
  jq --null-input --compact-output --arg holder "$HOLDER" \
    --argjson until "$(($(now) + LOCK_SECONDS))" '{holder: $holder, until: $until}'
}

# Who else works on it, if anybody still does.
other_holder() {
  route_says "$1" "lock | select(. != null and .holder != \$me and .until > \$now)
    | \"\(.holder) until \(.until | todate)\"" \
    --arg me "$HOLDER" --argjson now "$(now)"
}

# write_release FILTER LOCK: lets FILTER change the release, and routes for it.
# Sets ROUTE and RELEASE to what is there afterwards.
write_release() {
  local filter=$1 lock=$2 attempt object wanted changed other
  wanted=$(jq --compact-output "$filter" <<<"$RELEASE")
  for attempt in 1 2 3 4 5 6 7 8; do
    object=$(read_route) || fail "VirtualService $SERVICE cannot be read: $(kube_error)"
    other=$(other_holder "$object")
    if [ -n "$other" ]; then
      [ -z "$HAVE_LOCK" ] || stop 5 "Lost the lock to $other: nothing more is changed here"
      stop 4 "$SERVICE is being released by $other: wait for it, or ask it to stop with --abort"
    fi
    case $(route_says "$object" "if release == \$known then \"known\"
      elif release == \$wanted then \"written\" else \"other\" end" \
      --argjson known "$RELEASE" --argjson wanted "$wanted") in
      # `written`: the answer to an earlier try was lost.
      known | written) ;;
      *) stop "$([ -n "$HAVE_LOCK" ] && echo 5 || echo 4)" \
        'Somebody else has gone on with this release meanwhile: nothing more is changed here' ;;
    esac
    changed=$(route_jq --compact-output --argjson release "$wanted" --argjson lock "$lock" \
      "include \"route\"; enter(\$release; \$lock)" <<<"$object") ||
      fail 'The release cannot be written down'
    if ROUTE=$(write_route <<<"$changed"); then
      RELEASE=$(route_says "$ROUTE" release --compact-output)
      HAVE_LOCK=$([ "$lock" = null ] || echo yes)
      return 0
    fi
    is_conflict || fail "VirtualService $SERVICE cannot be changed: $(kube_error)"
  done
  fail "VirtualService $SERVICE was changed by somebody else $attempt times in a row"
}

# enter PHASE [REASON] [OUTCOME]: the routes of that phase are in force when it
# returns. OUTCOME is what the release comes to in the end.
enter() {
  local phase=$1 reason=${2:-}
  say "$phase${reason:+: $reason}"
  write_release ".phase = $(quote "$phase") | .reason = $(quote "$reason")
    | .outcome = $(quote "${3:-}") | .since = $(now)" "$(new_lock)"
  LOCKED_AT=$(now)
}

# The last phase: nobody works on it any more.
finish() {
  say "$1${2:+: $2}"
  write_release ".phase = $(quote "$1") | .reason = $(quote "${2:-}") | .since = $(now)" null
}

# Keeps the lock while waiting, and learns whether somebody wants to stop.
# Writes at half-time, or `now`.
keep_lock() {
  if [ "${1:-}" = now ] || [ $(($(now) - LOCKED_AT)) -ge $((LOCK_SECONDS / 2)) ]; then
    write_release . "$(new_lock)"
    LOCKED_AT=$(now)
  else
    ROUTE=$(read_route) || fail "VirtualService $SERVICE cannot be read: $(kube_error)"
  fi
}

abort_asked_by() { route_says "$ROUTE" abort_asked; }

quote() { jq --null-input --compact-output --arg text "$1" '$text'; }
