{{/* Arguments: root, path. */}}
{{- define "heal7.probe" -}}
{{- if .root.Values.probes.command -}}
exec:
  command:
    {{- toYaml .root.Values.probes.command | nindent 4 }}
{{- else -}}
httpGet:
  path: {{ .path }}
  port: http
{{- end }}
{{- end }}

{{- define "heal7.probes" -}}
{{- $probes := .Values.probes -}}
# Only then does the liveness probe count.
startupProbe:
  {{- include "heal7.probe" (dict "root" . "path" $probes.liveness) | nindent 2 }}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: {{ div (add (int $probes.startupSeconds) 1) 2 }}
livenessProbe:
  {{- include "heal7.probe" (dict "root" . "path" $probes.liveness) | nindent 2 }}
  periodSeconds: 10
  timeoutSeconds: 2
readinessProbe:
  {{- include "heal7.probe" (dict "root" . "path" $probes.readiness) | nindent 2 }}
  periodSeconds: 5
  timeoutSeconds: 2
  failureThreshold: 2
{{- end }}
