#!/usr/bin/env bash
# Applies the chart with the values of one environment, from a runner that
# reaches the cluster. Needs ENVIRONMENT, IMAGE, DIGEST and NAMESPACE, helm, and
# a kubeconfig. What becomes of the rollout is waited for elsewhere.
set -euo pipefail

: "${ENVIRONMENT:?}" "${IMAGE:?}" "${DIGEST:?}" "${NAMESPACE:?}"
read -ra flags <<<"${HELM_REGISTRY_FLAGS:-}"

field() { sed -n "s/^$1: *//p" "$2" | head -n 1; }

chart=deploy/chart.yaml
name=$(field name deploy/values.yaml)
reference="$(field repository "$chart")/$(field name "$chart")"
version=$(field version "$chart")
digest=$(field digest "$chart")

# With a digest the version is for people: the digest decides.
if [ -n "$digest" ]; then
  source=("$reference:$version@$digest")
else
  source=("$reference" --version "$version")
fi

helm upgrade --install "$name" "${source[@]}" "${flags[@]}" \
  --namespace "$NAMESPACE" \
  --values deploy/values.yaml \
  --values "deploy/values-$ENVIRONMENT.yaml" \
  --set-string image.repository="$IMAGE" \
  --set-string image.tag= \
  --set-string image.digest="$DIGEST"
