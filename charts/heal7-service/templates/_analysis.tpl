{{/*
The share of 5xx answers of the new version's pods. The query answers with
nothing below the minimum sample and NaN never arises from it; an empty answer
meets neither condition, which Argo Rollouts calls Inconclusive.
Arguments: root, window.
*/}}
{{- define "heal7.errorRatio" -}}
{{- $analysis := .root.Values.delivery.canary.analysis }}
{{- $pods := printf "namespace=%q,pod=~\"%s-{{args.hash}}-.+\"" .root.Release.Namespace (include "heal7.name" .root) }}
{{- $all := printf "sum(increase(http_requests_total{%s}[%s]))" $pods .window }}
{{- $errors := printf "sum(increase(http_requests_total{%s,code=~\"5..\"}[%s]))" $pods .window -}}
successCondition: len(result) > 0 && !isNaN(result[0]) && result[0] <= {{ $analysis.maxErrorRatio }}
failureCondition: len(result) > 0 && !isNaN(result[0]) && result[0] > {{ $analysis.maxErrorRatio }}
provider:
  prometheus:
    address: {{ $analysis.prometheus }}
    query: |
      (
        ({{ $errors }} or vector(0))
        /
        {{ $all }}
      )
      and
      {{ $all }} >= {{ $analysis.minRequests }}
{{- end }}
