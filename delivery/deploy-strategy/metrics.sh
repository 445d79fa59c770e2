# shellcheck shell=bash
# Sourced. What Prometheus has counted of the new colour's pods alone.

# The pods of one version share this part of their names.
pods_of() {
  local colour=$1 deployment uid revision
  deployment=$(read_deployment "$colour") || return 1
  uid=$(jq --raw-output .metadata.uid <<<"$deployment")
  revision=$(jq --raw-output '.metadata.annotations["deployment.kubernetes.io/revision"]' <<<"$deployment")
  kube_patiently get replicasets.apps --output json </dev/null | jq --raw-output \
    --arg uid "$uid" --arg revision "$revision" '
      [.items[]
        | select(any(.metadata.ownerReferences[]?; .uid == $uid))
        | select(.metadata.annotations["deployment.kubernetes.io/revision"] == $revision)
        | .metadata.name][0] // empty'
}

# The value of a query; null without one, or when Prometheus has none to give.
ask_prometheus() {
  local answer
  answer=$(curl --silent --show-error --fail --max-time 10 --get \
    --data-urlencode "query=$1" "$PROMETHEUS/api/v1/query" 2>/dev/null) || {
    echo null
    return
  }
  jq --compact-output '
    if .status == "success" and (.data.result | length) == 1
    then .data.result[0].value[1] | (tonumber? // null)
    else null end | if . != null and isnan then null else . end' <<<"$answer" 2>/dev/null ||
    echo null
}

# judge SECONDS OVER: verdict and reason on what these seconds have shown.
judge() {
  local seconds=$1 over=$2 pods selector requests errors
  pods=$(pods_of "$(field next)") || pods=''
  requests=null errors=null
  if [ -n "$pods" ]; then
    selector="namespace=\"$NAMESPACE\",pod=~\"$pods-.*\""
    requests=$(ask_prometheus "sum(increase(http_requests_total{$selector}[${seconds}s]))")
    if [ "$requests" != null ]; then
      # No series of errors is none only where requests have been counted.
      errors=$(ask_prometheus "sum(increase(http_requests_total{$selector,code=~\"5..\"}[${seconds}s])) or vector(0)")
    fi
  fi
  jq --null-input --raw-output -L "$PARTS" \
    --argjson requests "$requests" --argjson errors "$errors" \
    --argjson minimum "$MINIMUM" --argjson max "$MAX_RATIO" --argjson over "$over" \
    "{requests: \$requests, errors: \$errors, minimum: \$minimum, maxRatio: \$max, over: \$over}
    | $(cat "$PARTS/judge.jq") | \"\(.verdict) \(.reason)\""
}
