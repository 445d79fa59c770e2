#!/usr/bin/env bash
# Publishes one chart as an OCI artifact and signs it by digest.
#
#   publish-chart.sh CHART_FOLDER oci://REGISTRY/PATH
#
# A version that is published never changes: packaged again with the same
# content it is only signed, with other content it is refused. Needs helm and
# cosign. HELM_REGISTRY_FLAGS goes to every call of the registry.
set -euo pipefail

folder=${1:?usage: publish-chart.sh CHART_FOLDER oci://REGISTRY/PATH}
registry=${2:?usage: publish-chart.sh CHART_FOLDER oci://REGISTRY/PATH}
read -ra flags <<<"${HELM_REGISTRY_FLAGS:-}"

field() { sed -n "s/^$1: *//p" "$folder/Chart.yaml"; }
digest_in() { sed -n 's/^Digest: *\(sha256:[0-9a-f]\{64\}\)$/\1/p' "$1"; }

name=$(field name)
version=$(field version)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/old"
helm package "$folder" --destination "$work/new" >/dev/null
if helm pull "$registry/$name" --version "$version" --destination "$work/old" \
  "${flags[@]}" >"$work/said" 2>&1; then
  for side in old new; do
    mkdir "$work/$side/content"
    tar -xzf "$work/$side/$name-$version.tgz" -C "$work/$side/content"
  done
  if ! diff -r "$work/old/content" "$work/new/content" >"$work/diff"; then
    head -n 20 "$work/diff" >&2
    echo "$name $version is published already, with other content: raise the version in $folder/Chart.yaml" >&2
    exit 1
  fi
  echo "$name $version is published already"
elif grep -qi 'not found\|unknown' "$work/said"; then
  helm push "$work/new/$name-$version.tgz" "$registry" "${flags[@]}" >"$work/said" 2>&1 || {
    cat "$work/said" >&2
    exit 1
  }
else
  cat "$work/said" >&2
  echo "Whether $name $version is published already cannot be told: nothing was pushed" >&2
  exit 1
fi

digest=$(digest_in "$work/said")
if [ -z "$digest" ]; then
  echo "helm did not say which digest $name $version has" >&2
  exit 1
fi
cosign sign --yes "${registry#oci://}/$name@$digest"

echo "$name $version is $digest"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  # shellcheck disable=SC2016 # Markdown, not a command.
  printf 'Published `%s/%s:%s@%s`\n' "${registry#oci://}" "$name" "$version" "$digest" >>"$GITHUB_STEP_SUMMARY"
fi
