{{- define "heal7.name" -}}
{{ .Values.name }}{{ .Values.nameSuffix }}
{{- end }}

{{- define "heal7.entity" -}}
{{ .Values.entity | default (printf "component:default/%s" .Values.name) }}
{{- end }}

{{/* Who moves the traffic; empty for what has no pods that stay. */}}
{{- define "heal7.engine" -}}
{{- if eq .Values.kind "service" }}{{ .Values.delivery.engine | default "argo-rollouts" }}
{{- else if eq .Values.kind "worker" }}{{ .Values.delivery.engine | default "rolling" }}
{{- end }}
{{- end }}

{{/* What never changes about a pod: selectors are immutable. */}}
{{- define "heal7.selector" -}}
app.kubernetes.io/name: {{ .Values.name }}
app.kubernetes.io/instance: {{ include "heal7.name" . }}
{{- end }}

{{/*
Flagger finds a Deployment's pods by the label `app` and changes its value for
the primary's copy, which keeps the other labels: policies and budgets hold for
both.
*/}}
{{- define "heal7.deploymentSelector" -}}
{{ include "heal7.selector" . }}
{{- if eq (include "heal7.engine" .) "flagger" }}
app: {{ include "heal7.name" . }}
{{- end }}
{{- end }}

{{- define "heal7.labels" -}}
{{ include "heal7.selector" . }}
app.kubernetes.io/part-of: heal7
app.kubernetes.io/managed-by: {{ .Release.Service }}
backstage.io/kubernetes-id: {{ .Values.name }}
{{- end }}

{{- define "heal7.version" -}}
{{- if .Values.image.tag }}{{ .Values.image.tag | trunc 63 | trimSuffix "." | trimSuffix "-" | trimSuffix "_" }}
{{- else }}{{ trimPrefix "sha256:" .Values.image.digest | trunc 12 }}{{ end }}
{{- end }}

{{- define "heal7.image" -}}
{{ .Values.image.repository }}
{{- with .Values.image.tag }}:{{ . }}{{ end }}
{{- with .Values.image.digest }}@{{ . }}{{ end }}
{{- end }}

{{/* An identity in the mesh. Arguments: root, namespace, account. */}}
{{- define "heal7.principal" -}}
{{ .root.Values.istio.trustDomain }}/ns/{{ .namespace }}/sa/{{ .account }}
{{- end }}

{{/* What Prometheus calls the pods of this service, and no other's. */}}
{{- define "heal7.podPattern" -}}
{{- $infix := get (dict "flagger" "(primary-)?" "istio-blue-green" "(blue|green)-") (include "heal7.engine" .) -}}
{{ include "heal7.name" . }}-{{ $infix }}[0-9a-z]+-[0-9a-z]+
{{- end }}

{{/* Seconds of a duration such as 10m. */}}
{{- define "heal7.seconds" -}}
{{- $unit := get (dict "s" 1 "m" 60 "h" 3600) (trimAll "0123456789" .) -}}
{{ mul (int (trimAll "smh" .)) $unit }}
{{- end }}

{{/*
A job runs before what it prepares, so all that it needs comes before it.
Argument: the order, an integer in quotes.
*/}}
{{- define "heal7.hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation
argocd.argoproj.io/hook: PreSync
argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
argocd.argoproj.io/sync-wave: {{ . | quote }}
{{- end }}

{{/* Annotations of what a workload needs to start. */}}
{{- define "heal7.prerequisite" -}}
{{- if eq .Values.kind "job" }}
{{- include "heal7.hook" "-5" }}
{{- end }}
{{- end }}
