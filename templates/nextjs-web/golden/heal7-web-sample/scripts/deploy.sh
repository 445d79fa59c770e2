#!/usr/bin/env bash
# Applies the chart with the values of one environment. Needs ENVIRONMENT,
# IMAGE and DIGEST, helm, and a kubeconfig that leads to the cluster.
set -euo pipefail

field() { sed -n "s/^$1: *//p" "$2"; }

name=$(field name deploy/values.yaml)
chart="$(field repository deploy/chart.yaml)/$(field name deploy/chart.yaml)"
version=$(field version deploy/chart.yaml)
namespace=$(field namespace deploy/chart.yaml)

# The rollout's own verdict is waited for afterwards, not helm's.
helm upgrade --install "$name" "$chart" \
  --version "$version" \
  --namespace "$namespace" \
  --values deploy/values.yaml \
  --values "deploy/values-$ENVIRONMENT.yaml" \
  --set-string image.repository="$IMAGE" \
  --set-string image.tag= \
  --set-string image.digest="$DIGEST"
