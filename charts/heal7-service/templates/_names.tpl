{{- define "heal7.name" -}}
{{ .Values.name }}{{ .Values.nameSuffix }}
{{- end }}

{{- define "heal7.entity" -}}
{{ .Values.entity | default (printf "component:default/%s" .Values.name) }}
{{- end }}

{{/* What never changes about a pod: selectors are immutable. */}}
{{- define "heal7.selector" -}}
app.kubernetes.io/name: {{ .Values.name }}
app.kubernetes.io/instance: {{ include "heal7.name" . }}
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
