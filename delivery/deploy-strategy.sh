#!/usr/bin/env bash
# Releases a new version beside the live one, for clusters that have no delivery
# controller: the idle colour gets the image; when it is ready, requests with
# the header `canary: true` reach it, then a share of all; while that share is
# watched, the ratio of its 5xx answers decides; then all traffic moves over and
# the old colour is scaled down. On failure traffic goes back first.
#
# What it expects in the namespace, and leaves there, is in delivery/README.md.
set -euo pipefail

PARTS=$(cd "$(dirname "${BASH_SOURCE[0]}")/deploy-strategy" && pwd)
# shellcheck source-path=SCRIPTDIR/deploy-strategy
source "$PARTS/kube.sh"
# shellcheck source-path=SCRIPTDIR/deploy-strategy
source "$PARTS/release.sh"
# shellcheck source-path=SCRIPTDIR/deploy-strategy
source "$PARTS/metrics.sh"
# shellcheck source-path=SCRIPTDIR/deploy-strategy
source "$PARTS/phases.sh"

usage() {
  cat <<'END'
deploy-strategy.sh --service NAME --namespace NAMESPACE --image IMAGE [options]
deploy-strategy.sh --service NAME --namespace NAMESPACE --status | --resume | --promote | --abort

  --image IMAGE          what to release, by digest
  --status               print the release and the routes as JSON, change nothing
  --dry-run              print what would be done, change nothing
  --resume               go on with a release that was cut off or is inconclusive
  --promote              a person's decision: all traffic to the new colour
  --abort                take a release back; one that is running is asked to stop

  --prometheus URL       who counts requests; without it no release can pass
  --health-url URL       asked with the header, until it answers 2xx three times
  --share N              per cent of the traffic for the new colour (10)
  --watch-seconds N      how long it is watched (600)
  --interval N           seconds between two looks (15)
  --minimum N            requests below which nothing can be said (100)
  --max-ratio N          share of 5xx answers that is still good (0.01)
  --ready-seconds N      for the pods to be ready (300)
  --health-seconds N     for the health check to succeed (60)
  --settle-seconds N     between the switch and the end of the old pods (30)
  --lock-seconds N       a run that is silent for so long may be taken over (60)
  --wait-seconds N       wait so long for another run to end (0)
  --holder NAME          who runs this; host and process unless given
  --context NAME         of the kubeconfig

Exit codes: 0 the image is live, 1 taken back, 2 not begun, 3 inconclusive,
4 somebody else is at it, 5 cut off: go on with --resume.
END
}

say() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$(printf '%s' "$*" | tr -s '[:space:]' ' ')"; }

# stop CODE MESSAGE
stop() {
  local code=$1
  shift
  say "$*" >&2
  exit "$code"
}

# What cannot be gone on with. Begun or not decides what it is called.
fail() {
  if [ -n "$HAVE_LOCK" ]; then
    stop 5 "$*. The release stays as it is: go on with --resume, take it back with --abort"
  fi
  stop 2 "$*"
}

whole() { [[ $2 =~ ^(0|[1-9][0-9]*)$ ]] || stop 2 "$1 takes a whole number, not '$2'"; }
ratio() { [[ $2 =~ ^(0|0\.[0-9]+|1)$ ]] || stop 2 "$1 takes a number from 0 to 1, not '$2'"; }

SERVICE='' NAMESPACE='' CONTEXT='' IMAGE='' COMMAND='' DRY_RUN=''
PROMETHEUS='' HEALTH_URL='' SHARE=10 WATCH_SECONDS=600 INTERVAL=15 MINIMUM=100
MAX_RATIO=0.01 READY_SECONDS=300 HEALTH_SECONDS=60 SETTLE_SECONDS=30
LOCK_SECONDS=60 WAIT_SECONDS=0 HOLDER="$(hostname)/$$" LOCKED_AT=0 ROUTE=''
KUBE_ERRORS=$(mktemp)
trap 'rm -f "$KUBE_ERRORS"' EXIT

while [ $# -gt 0 ]; do
  case $1 in
    --status | --resume | --promote | --abort)
      [ -z "$COMMAND" ] || stop 2 "--$COMMAND and $1 exclude each other"
      COMMAND=${1#--}
      shift
      continue
      ;;
    --dry-run)
      DRY_RUN=yes
      shift
      continue
      ;;
    --help)
      usage
      exit 0
      ;;
  esac
  [ $# -ge 2 ] || stop 2 "$1 takes a value; --help lists the options"
  case $1 in
    --service) SERVICE=$2 ;;
    --namespace) NAMESPACE=$2 ;;
    --context) CONTEXT=$2 ;;
    --image) IMAGE=$2 ;;
    --prometheus) PROMETHEUS=${2%/} ;;
    --health-url) HEALTH_URL=$2 ;;
    --holder) HOLDER=$2 ;;
    --share) whole "$@" && SHARE=$2 ;;
    --watch-seconds) whole "$@" && WATCH_SECONDS=$2 ;;
    --interval) whole "$@" && INTERVAL=$2 ;;
    --minimum) whole "$@" && MINIMUM=$2 ;;
    --max-ratio) ratio "$@" && MAX_RATIO=$2 ;;
    --ready-seconds) whole "$@" && READY_SECONDS=$2 ;;
    --health-seconds) whole "$@" && HEALTH_SECONDS=$2 ;;
    --settle-seconds) whole "$@" && SETTLE_SECONDS=$2 ;;
    --lock-seconds) whole "$@" && LOCK_SECONDS=$2 ;;
    --wait-seconds) whole "$@" && WAIT_SECONDS=$2 ;;
    *) stop 2 "There is no option $1; --help lists them" ;;
  esac
  shift 2
done

[[ $SERVICE =~ ^[a-z][a-z0-9-]*$ ]] || stop 2 "--service takes a service's name, not '$SERVICE'"
[[ $NAMESPACE =~ ^[a-z0-9][a-z0-9-]*$ ]] || stop 2 "--namespace takes a namespace, not '$NAMESPACE'"
[[ -z $IMAGE || $IMAGE =~ ^[a-z0-9][^[:space:]]*@sha256:[0-9a-f]{64}$ ]] ||
  stop 2 "--image takes an image by digest (name@sha256:...), not '$IMAGE'"
[ -n "$IMAGE" ] || [ -n "$COMMAND" ] || stop 2 '--image says what to release; --help lists the options'
[ -z "$IMAGE" ] || [ -z "$COMMAND" ] || stop 2 "--image begins a release; --$COMMAND is for one that is there"
{ [ "$SHARE" -ge 1 ] && [ "$SHARE" -le 49 ]; } ||
  stop 2 "--share is from 1 to 49, not $SHARE: the colour with more is the live one"
for tool in "${KUBECTL:-kubectl}" jq curl; do
  command -v "$tool" >/dev/null || stop 2 "$tool is needed and is not there"
done

interrupted() {
  trap '' INT TERM
  [ -z "$HAVE_LOCK" ] || write_release . null
  stop 5 'Interrupted: the release stays as it is. Go on with --resume, take it back with --abort'
}
trap interrupted INT TERM

load() {
  ROUTE=$(read_route) || stop 2 "VirtualService $SERVICE cannot be read: $(kube_error)"
  RELEASE=$(route_says "$ROUTE" release --compact-output) ||
    stop 2 "The annotation heal7.com/release of VirtualService $SERVICE cannot be read"
}

is_under_way() { [ "$(route_says "$ROUTE" 'release | under_way')" = true ]; }

wait_for_others() {
  local end other
  end=$(($(now) + WAIT_SECONDS))
  while other=$(other_holder "$ROUTE") && [ -n "$other" ]; do
    [ "$(now)" -lt "$end" ] || stop 4 "$SERVICE is being released by $other: wait for it, or ask it to stop with --abort"
    sleep 1
    load
  done
}

print_status() {
  route_says "$ROUTE" '{live: live, routes: colours, release: release, lock: lock}'
}

# Takes over where somebody was cut off.
continue_release() {
  say "Going on with $(field image), which is $(field phase)"
  write_release . "$(new_lock)"
  LOCKED_AT=$(now)
  run_phases
}

begin_release() {
  local live next object running replicas
  live=$(route_says "$ROUTE" live) || stop 2 'Nothing was begun'
  next=$(route_says "$ROUTE" idle)
  object=$(read_deployment "$live") || stop 2 "Deployment $SERVICE-$live cannot be read: $(kube_error)"
  running=$(deployment_jq "image(\$service)" --raw-output --arg service "$SERVICE" <<<"$object")
  replicas=$(jq '[.spec.replicas // 1, 1] | max' <<<"$object")
  if [ "$running" = "$IMAGE" ]; then
    say "$IMAGE is live on $SERVICE-$live already"
    return 0
  fi
  read_deployment "$next" >/dev/null || stop 2 "Deployment $SERVICE-$next cannot be read: $(kube_error)"
  if [ -n "$DRY_RUN" ]; then
    cat <<END
$SERVICE in $NAMESPACE: $live is live with $running
  1. $SERVICE-$next gets $IMAGE and $replicas pods, and has $READY_SECONDS s to be ready
  2. requests with the header canary: true go to $next${HEALTH_URL:+; $HEALTH_URL has to answer 2xx three times}
  3. $SHARE % of all requests go to $next for $WATCH_SECONDS s; more than $MAX_RATIO of 5xx takes it back, fewer than $MINIMUM requests stops and asks
  4. all requests go to $next; after $SETTLE_SECONDS s $SERVICE-$live is scaled to 0
END
    return 0
  fi
  write_release "$(jq --null-input --compact-output --arg id "$(now)-$RANDOM" \
    --arg image "$IMAGE" --arg live "$live" --arg next "$next" --arg previous "$running" \
    --argjson replicas "$replicas" --argjson share "$SHARE" --argjson since "$(now)" '
      {id: $id, phase: "preparing", image: $image, previous: $previous, live: $live,
       next: $next, replicas: $replicas, share: $share, since: $since, reason: ""}')" \
    "$(new_lock)"
  LOCKED_AT=$(now)
  say "preparing: $live is live with $running, $next gets $IMAGE"
  run_phases
}

load
case ${COMMAND:-release} in
  status)
    print_status
    ;;
  release)
    wait_for_others
    if ! is_under_way; then
      begin_release
    elif [ "$(field image)" != "$IMAGE" ]; then
      stop 2 "$(field image) is under way ($(field phase)): go on with --resume, or take it back with --abort"
    elif [ -n "$DRY_RUN" ]; then
      say "Would go on with it: it is $(field phase)"
    else
      continue_release
    fi
    ;;
  resume)
    wait_for_others
    is_under_way || stop 2 'No release is under way'
    continue_release
    ;;
  promote)
    wait_for_others
    case $(field phase) in
      watching | inconclusive)
        enter settling "promoted by $HOLDER"
        run_phases
        ;;
      *) stop 2 "Only what is watched can be promoted; this is $(field phase)" ;;
    esac
    ;;
  abort)
    case $(field phase) in
      preparing | rolling | checking | watching | inconclusive | rolling-back) ;;
      settling) stop 2 'All traffic has moved already: release the image before it' ;;
      *) stop 2 'No release is under way' ;;
    esac
    if [ -n "$(other_holder "$ROUTE")" ]; then
      kube_patiently annotate --overwrite virtualservices.networking.istio.io "$SERVICE" \
        "heal7.com/release-abort=$HOLDER" </dev/null >/dev/null || fail "It cannot be asked: $(kube_error)"
      say "$(other_holder "$ROUTE") was asked to take it back"
    else
      write_release . "$(new_lock)"
      LOCKED_AT=$(now)
      [ "$(field phase)" = rolling-back ] || go_back "$HOLDER asked for it" aborted
      run_phases || exit 0
    fi
    ;;
esac
