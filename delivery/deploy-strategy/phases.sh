# shellcheck shell=bash
# Sourced. One function a phase: each may be begun again where it was cut off,
# and names the phase that follows.

run_phases() {
  local phase
  while :; do
    phase=$(field phase)
    case $phase in
      preparing) phase_preparing ;;
      rolling) phase_rolling ;;
      checking) phase_checking ;;
      inconclusive) enter watching 'once more' ;;
      watching) phase_watching ;;
      settling) phase_settling ;;
      rolling-back) phase_rolling_back ;;
      done) return 0 ;;
      failed | aborted) return 1 ;;
      *) fail "The release is in a phase that this version does not know: $phase" ;;
    esac
  done
}

phase_preparing() {
  set_colour "$(field next)" "$(field image)" "$(field replicas)"
  enter rolling "$(field image) on $SERVICE-$(field next)"
}

phase_rolling() {
  local end object state
  end=$(($(field since) + READY_SECONDS))
  while :; do
    leave_if_asked && return
    object=$(read_deployment "$(field next)") || fail "Deployment $SERVICE-$(field next) cannot be read: $(kube_error)"
    state=$(deployment_jq "readiness(\$service; \$image)" --raw-output \
      --arg service "$SERVICE" --arg image "$(field image)" <<<"$object")
    case $state in
      ready*)
        enter checking "${state#* }; requests with the header canary: true reach it"
        return
        ;;
      failed*)
        go_back "${state#* }"
        return
        ;;
    esac
    if [ "$(now)" -ge "$end" ]; then
      go_back "not ready within $READY_SECONDS s: ${state#* }"
      return
    fi
    tick 2
  done
}

phase_checking() {
  local end good=0 code
  end=$(($(field since) + HEALTH_SECONDS))
  while [ -n "$HEALTH_URL" ] && [ "$good" -lt 3 ]; do
    leave_if_asked && return
    code=$(curl --silent --output /dev/null --max-time 5 --header 'canary: true' \
      --write-out '%{http_code}' "$HEALTH_URL") || code=000
    case $code in
      2*) good=$((good + 1)) ;;
      *) good=0 ;;
    esac
    if [ "$good" -lt 3 ]; then
      if [ "$(now)" -ge "$end" ]; then
        go_back "$HEALTH_URL answered $code to the new colour"
        return
      fi
      tick 1
    fi
  done
  enter watching "$(field share) % of the traffic for $WATCH_SECONDS s"
}

phase_watching() {
  local elapsed over said='' judged
  while :; do
    leave_if_asked && return
    elapsed=$(($(now) - $(field since)))
    over=$([ "$elapsed" -ge "$WATCH_SECONDS" ] && echo true || echo false)
    # A range needs two scrapes at least to show an increase.
    judged=$(judge $((elapsed > 60 ? elapsed : 60)) "$over")
    [ "$judged" = "$said" ] || say "after $elapsed s: ${judged#* }"
    said=$judged
    case $judged in
      fail*)
        go_back "${judged#* }"
        return
        ;;
      pass*)
        enter settling "all traffic is on $SERVICE-$(field next): ${judged#* }"
        return
        ;;
      inconclusive*)
        finish inconclusive "${judged#* }"
        stop 3 "Neither good nor bad: ${judged#* }. $(field share) % stay on $SERVICE-$(field next). Watch on with --resume, decide with --promote or --abort"
        ;;
    esac
    tick "$INTERVAL"
  done
}

phase_settling() {
  local end
  end=$(($(field since) + SETTLE_SECONDS))
  # Requests under way, and proxies that have not heard yet.
  while [ "$(now)" -lt "$end" ]; do
    keep_lock
    tick 1
  done
  scale_to_zero "$(field live)"
  finish 'done' "$(field image) is live on $SERVICE-$(field next)"
}

phase_rolling_back() {
  scale_to_zero "$(field next)"
  finish "$(field outcome)" "$(field reason)"
}

# Traffic goes back first, in one update with the decision; pods go after it.
go_back() {
  enter rolling-back "$1" "${2:-failed}"
}

leave_if_asked() {
  local who
  keep_lock
  who=$(abort_asked_by)
  [ -n "$who" ] || return 1
  go_back "$who asked for it" aborted
}

# Waits so that a signal is heard at once.
tick() {
  sleep "$1" &
  wait $!
}
