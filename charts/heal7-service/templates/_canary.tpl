{{- define "heal7.canary" -}}
{{- $name := include "heal7.name" . }}
{{- $canary := .Values.delivery.canary -}}
maxSurge: 1
maxUnavailable: 0
trafficRouting:
  managedRoutes:
    - name: {{ $name }}-canary-header
  istio:
    virtualService:
      name: {{ $name }}
      routes:
        - primary
    destinationRule:
      name: {{ $name }}
      stableSubsetName: stable
      canarySubsetName: canary
{{- if $canary.analysis.enabled }}
# Runs from the first step to the end; aborts, never approves.
analysis:
  startingStep: 1
  templates:
    - templateName: {{ $name }}-guard
  args:
    {{- include "heal7.analysisArgs" . | nindent 4 }}
{{- end }}
steps:
  {{- range $i, $step := $canary.steps }}
  - setWeight: {{ $step.weight }}
  {{- if eq $i 0 }}
  - setHeaderRoute:
      name: {{ $name }}-canary-header
      match:
        - headerName: {{ $canary.header.name }}
          headerValue:
            exact: {{ $canary.header.value | quote }}
  {{- end }}
  {{- if $step.pause }}
  - pause:
      duration: {{ $step.pause }}
  {{- else }}
  - pause: {}
  {{- end }}
  {{- /* A person who promotes is the verdict; the guard still watches. */}}
  {{- if and $canary.analysis.enabled $step.pause }}
  - analysis:
      templates:
        - templateName: {{ $name }}-verdict
      args:
        {{- include "heal7.analysisArgs" $ | nindent 8 }}
  {{- end }}
  {{- end }}
{{- end }}

{{- define "heal7.analysisArgs" -}}
- name: hash
  valueFrom:
    podTemplateHashValue: Latest
{{- end }}
