# shellcheck shell=bash
# Sourced. Every call to the cluster, each with its namespace.

kube() {
  "${KUBECTL:-kubectl}" --namespace "$NAMESPACE" --request-timeout 20s \
    ${CONTEXT:+--context "$CONTEXT"} "$@"
}

# What the API server said last, in a file: most calls are in subshells.
kube_error() { tr '\n' ' ' <"$KUBE_ERRORS"; }

# Tries again while the API server cannot be reached; what it refuses, it
# refuses at once.
kube_patiently() {
  local attempt=1 input=''
  [ -t 0 ] || input=$(cat)
  while :; do
    kube "$@" <<<"$input" 2>"$KUBE_ERRORS" && return 0
    if [ "$attempt" -ge 8 ] || ! grep -Eqi \
      'refused|resource type|requested resource|timeout|timed out|unavailable|EOF|reset by peer|no route|TLS handshake|too many requests|etcdserver|i/o' \
      "$KUBE_ERRORS"; then
      return 1
    fi
    sleep "$attempt"
    attempt=$((attempt + 1))
  done
}

read_route() {
  kube_patiently get virtualservices.networking.istio.io "$SERVICE" --output json </dev/null
}

read_deployment() {
  kube_patiently get deployments.apps "$SERVICE-$1" --output json </dev/null
}

is_conflict() {
  grep -Eq 'Conflict|object has been modified' "$KUBE_ERRORS"
}

# Replaces the object that was read: the resource version in it makes the
# server refuse when anybody else has changed it since.
write_route() {
  kube_patiently replace --output json --filename -
}

patch_deployment() {
  local colour=$1 patch=$2
  kube_patiently patch deployments.apps "$SERVICE-$colour" --type strategic \
    --patch "$patch" --output name </dev/null >/dev/null
}

# Sets image and replicas of a colour, whatever else changes meanwhile.
set_colour() {
  local colour=$1 image=$2 replicas=$3 attempt object patch
  for attempt in 1 2 3 4 5 6; do
    object=$(read_deployment "$colour") || fail "Deployment $SERVICE-$colour cannot be read: $(kube_error)"
    # Between reading and writing: a run that has lost its lock must not write.
    keep_lock now
    patch=$(deployment_jq "change(\$service; \$image; \$replicas; \$release)" \
      --arg service "$SERVICE" --arg image "$image" \
      --argjson replicas "$replicas" --arg release "$(field id)" <<<"$object")
    patch_deployment "$colour" "$patch" && return 0
    is_conflict || fail "Deployment $SERVICE-$colour cannot be changed: $(kube_error)"
  done
  fail "Deployment $SERVICE-$colour was changed by somebody else $attempt times in a row"
}

scale_to_zero() {
  local object image
  object=$(read_deployment "$1") || fail "Deployment $SERVICE-$1 cannot be read: $(kube_error)"
  if [ "$(jq '.spec.replicas // 1' <<<"$object")" -gt 0 ]; then
    image=$(deployment_jq "image(\$service)" --raw-output --arg service "$SERVICE" <<<"$object")
    set_colour "$1" "$image" 0
    say "$SERVICE-$1 has no pods any more"
  fi
}

route_jq() { jq -L "$PARTS" "$@"; }

# deployment_jq FILTER ARGUMENTS...
deployment_jq() {
  local filter=$1
  shift
  jq -L "$PARTS" "$@" "include \"deployment\"; $filter"
}
