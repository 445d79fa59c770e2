{{/* Node labels: those of the pool as the cloud has them, then the service's own. */}}
{{- define "heal7.nodeSelector" -}}
{{- $pool := .Values.placement.pool }}
{{- $labels := dict }}
{{- if ne $pool "general" }}
{{- $_ := set $labels "heal7.com/node-pool" $pool }}
{{- end }}
{{- if .Values.gpu.type }}
{{- with get (dict "aws" "k8s.amazonaws.com/accelerator" "gcp" "cloud.google.com/gke-accelerator") .Values.cluster.cloud }}
{{- $_ := set $labels . $.Values.gpu.type }}
{{- end }}
{{- end }}
{{- with merge (deepCopy .Values.nodeSelector) $labels }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/* GKE taints its GPU nodes itself; ours on EKS carry the same taint. */}}
{{- define "heal7.tolerations" -}}
{{- if eq .Values.placement.pool "high-cpu" }}
- key: heal7.com/dedicated
  operator: Equal
  value: high-cpu
  effect: NoSchedule
{{- else if eq .Values.placement.pool "gpu" }}
- key: nvidia.com/gpu
  operator: Exists
  effect: NoSchedule
{{- end }}
{{- with .Values.tolerations }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "heal7.resources" -}}
{{- $resources := deepCopy .Values.resources }}
{{- if .Values.gpu.count }}
{{- $limits := merge (dict "nvidia.com/gpu" (int .Values.gpu.count)) (get $resources "limits" | default dict) }}
{{- $_ := set $resources "limits" $limits }}
{{- end }}
{{- toYaml $resources }}
{{- end }}
