{{/* What a schema cannot say: values that contradict each other. */}}
{{- define "heal7.validate" -}}
{{- if not (or .Values.image.tag .Values.image.digest) }}
{{- fail "image.tag or image.digest is required: say which version to run" }}
{{- end }}
{{- $scale := .Values.autoscaling }}
{{- if and $scale.enabled (gt (int $scale.minReplicas) (int $scale.maxReplicas)) }}
{{- fail (printf "autoscaling.minReplicas (%d) is above autoscaling.maxReplicas (%d)" (int $scale.minReplicas) (int $scale.maxReplicas)) }}
{{- end }}
{{- if le (int .Values.terminationGracePeriodSeconds) (int .Values.preStopSeconds) }}
{{- fail (printf "terminationGracePeriodSeconds (%d) must be above preStopSeconds (%d): nothing would be left for the service's own drain" (int .Values.terminationGracePeriodSeconds) (int .Values.preStopSeconds)) }}
{{- end }}
{{- $last := 0 }}
{{- range .Values.delivery.canary.steps }}
{{- if le (int .weight) $last }}
{{- fail (printf "delivery.canary.steps: weight %d comes after %d: each step must send more than the one before" (int .weight) $last) }}
{{- end }}
{{- $last = int .weight }}
{{- end }}
{{- if and .Values.route.gateways (not .Values.route.hosts) }}
{{- fail "route.gateways is set without route.hosts: a delegate takes both from the VirtualService that refers to it" }}
{{- end }}
{{- end }}
