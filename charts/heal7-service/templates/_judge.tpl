{{/*
Queries that answer with nothing below the minimum sample: no traffic and NaN are
never a success. Arguments: root, pods (a label selector), window.
*/}}
{{- define "heal7.errorRatioQuery" -}}
{{- $all := printf "sum(increase(http_requests_total{%s}[%s]))" .pods .window -}}
(
  (sum(increase(http_requests_total{{ "{" }}{{ .pods }},code=~"5.."}[{{ .window }}])) or vector(0))
  /
  {{ $all }}
)
and
{{ $all }} >= {{ .root.Values.delivery.canary.analysis.minRequests }}
{{- end }}

{{- define "heal7.latencyQuery" -}}
histogram_quantile(
  0.95,
  sum by (le) (increase(http_request_duration_seconds_bucket{{ "{" }}{{ .pods }}}[{{ .window }}]))
)
and
sum(increase(http_requests_total{{ "{" }}{{ .pods }}}[{{ .window }}])) >= {{ .root.Values.delivery.canary.analysis.minRequests }}
{{- end }}

{{/* The limit of the p95 in seconds, as Prometheus counts. */}}
{{- define "heal7.latencyLimit" -}}
{{ divf (float64 .Values.delivery.canary.analysis.p95Milliseconds) 1000 }}
{{- end }}

{{/*
A metric of an AnalysisTemplate. An empty answer meets neither condition, which
Argo Rollouts calls Inconclusive. A Prometheus that does not answer is asked
again and again: the step waits for its judge, it neither passes nor aborts.
Arguments: root, query, limit.
*/}}
{{- define "heal7.argoMetric" -}}
consecutiveErrorLimit: 1000000
successCondition: len(result) > 0 && !isNaN(result[0]) && result[0] <= {{ .limit }}
failureCondition: len(result) > 0 && !isNaN(result[0]) && result[0] > {{ .limit }}
provider:
  prometheus:
    address: {{ .root.Values.metrics.prometheus }}
    query: |
      {{- .query | nindent 6 }}
{{- end }}

{{/* The new version's pods, as an AnalysisTemplate and a MetricTemplate name them. */}}
{{- define "heal7.argoPods" -}}
namespace="{{ .Release.Namespace }}",pod=~"{{ include "heal7.name" . }}-{{ "{{args.hash}}" }}-.+"
{{- end }}

{{- define "heal7.flaggerPods" -}}
namespace="{{ "{{ namespace }}" }}",pod=~"{{ "{{ target }}" }}-[0-9a-z]+-[0-9a-z]+"
{{- end }}
