{{/* What an autoscaler moves, as JSON: `items`, each with apiVersion, kind, name. */}}
{{- define "heal7.scaleTargets" -}}
{{- $name := include "heal7.name" . }}
{{- $engine := include "heal7.engine" . }}
{{- $items := list }}
{{- if eq $engine "argo-rollouts" }}
{{- $items = list (dict "apiVersion" "argoproj.io/v1alpha1" "kind" "Rollout" "name" $name) }}
{{- else if eq $engine "istio-blue-green" }}
{{- range list "blue" "green" }}
{{- $items = append $items (dict "apiVersion" "apps/v1" "kind" "Deployment" "name" (printf "%s-%s" $name .)) }}
{{- end }}
{{- else if $engine }}
{{- $items = list (dict "apiVersion" "apps/v1" "kind" "Deployment" "name" $name) }}
{{- end }}
{{- dict "items" $items | toJson }}
{{- end }}
