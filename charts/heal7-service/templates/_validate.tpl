{{/* What a schema cannot say: values that contradict each other. */}}
{{- define "heal7.validate" -}}
{{- include "heal7.validateKind" . }}
{{- include "heal7.validatePlace" . }}
{{- include "heal7.validateDelivery" . }}
{{- include "heal7.validateNetwork" . }}
{{- end }}

{{- define "heal7.validateKind" -}}
{{- if not (or .Values.image.tag .Values.image.digest) }}
{{- fail "image.tag or image.digest is required: say which version to run" }}
{{- end }}
{{- $kind := .Values.kind }}
{{- $engine := .Values.delivery.engine }}
{{- if and (eq $kind "worker") (not (has $engine (list "" "rolling"))) }}
{{- fail (printf "delivery.engine is %s and kind is worker: a worker has no traffic to split, so only rolling is possible; leave delivery.engine out" $engine) }}
{{- end }}
{{- if and (has $kind (list "cron" "job")) (not (has $engine (list "" "rolling"))) }}
{{- fail (printf "delivery.engine is %s and kind is %s: it runs to its end and has no traffic to split; leave delivery.engine out" $engine $kind) }}
{{- end }}
{{- if and (eq $kind "cron") (not .Values.cron.schedule) }}
{{- fail "kind is cron without cron.schedule: say when it runs, such as \"0 4 * * *\"" }}
{{- end }}
{{- if and (ne $kind "cron") .Values.cron.schedule }}
{{- fail (printf "cron.schedule is set and kind is %s: only a cron runs by the clock" $kind) }}
{{- end }}
{{- if and (ne $kind "worker") .Values.probes.command }}
{{- fail (printf "probes.command is set and kind is %s: only a worker is asked by a command; a service answers probes.liveness and probes.readiness" $kind) }}
{{- end }}
{{- if and (has $kind (list "service" "worker")) (not .Values.istio.sidecar) }}
{{- fail (printf "istio.sidecar is off and kind is %s: without a sidecar nobody in the mesh could reach it" $kind) }}
{{- end }}
{{- if le (int .Values.terminationGracePeriodSeconds) (int .Values.preStopSeconds) }}
{{- fail (printf "terminationGracePeriodSeconds (%d) must be above preStopSeconds (%d): nothing would be left for the service's own drain" (int .Values.terminationGracePeriodSeconds) (int .Values.preStopSeconds)) }}
{{- end }}
{{- end }}

{{- define "heal7.validatePlace" -}}
{{- $scale := .Values.autoscaling }}
{{- if $scale.enabled }}
{{- if gt (int $scale.minReplicas) (int $scale.maxReplicas) }}
{{- fail (printf "autoscaling.minReplicas (%d) is above autoscaling.maxReplicas (%d)" (int $scale.minReplicas) (int $scale.maxReplicas)) }}
{{- end }}
{{- if and (eq (int $scale.minReplicas) 0) (not (and (eq $scale.by "keda") (eq .Values.kind "worker"))) }}
{{- fail "autoscaling.minReplicas is 0: only a worker scaled by keda can start from none; set 1 or more" }}
{{- end }}
{{- if not (or $scale.cpu $scale.memory $scale.requestsPerSecond $scale.queue.perPod) }}
{{- fail "autoscaling has nothing to scale on: set cpu, memory, requestsPerSecond or queue.perPod, or autoscaling.enabled to false" }}
{{- end }}
{{- if and (eq $scale.by "keda") (has .Values.delivery.engine (list "flagger" "istio-blue-green")) }}
{{- fail (printf "autoscaling.by is keda and delivery.engine is %s: KEDA would start the pods that the delivery keeps at 0; use hpa" .Values.delivery.engine) }}
{{- end }}
{{- end }}
{{- $pool := .Values.placement.pool }}
{{- if and .Values.gpu.count (ne $pool "gpu") }}
{{- fail (printf "gpu.count is %d and placement.pool is %s: only nodes of the pool gpu have any" (int .Values.gpu.count) $pool) }}
{{- end }}
{{- if and (eq $pool "gpu") (not .Values.gpu.count) }}
{{- fail "placement.pool is gpu and gpu.count is 0: it would hold a GPU node without using it; set gpu.count or another pool" }}
{{- end }}
{{- if and .Values.cacheVolume.path (eq .Values.cacheVolume.type "shared") (not .Values.cacheVolume.storageClass) }}
{{- fail "cacheVolume.type is shared without cacheVolume.storageClass: name a class that serves ReadWriteMany" }}
{{- end }}
{{- $account := .Values.serviceAccount }}
{{- if and $account.roleArn (eq .Values.cluster.cloud "gcp") }}
{{- fail "serviceAccount.roleArn is set and cluster.cloud is gcp: on GKE set serviceAccount.gcpServiceAccount" }}
{{- end }}
{{- if and $account.gcpServiceAccount (eq .Values.cluster.cloud "aws") }}
{{- fail "serviceAccount.gcpServiceAccount is set and cluster.cloud is aws: on EKS set serviceAccount.roleArn" }}
{{- end }}
{{- end }}

{{- define "heal7.validateDelivery" -}}
{{- $last := 0 }}
{{- $flagger := .Values.delivery.flagger }}
{{- range .Values.delivery.canary.steps }}
{{- if le (int .weight) $last }}
{{- fail (printf "delivery.canary.steps: weight %d comes after %d: each step must send more than the one before" (int .weight) $last) }}
{{- end }}
{{- $last = int .weight }}
{{- if and (eq $.Values.delivery.engine "flagger") (not .pause) (not $flagger.gate) }}
{{- fail (printf "delivery.canary.steps: weight %d has no pause, and Flagger waits for a person only at a gate: give it a pause or set delivery.flagger.gate" (int .weight)) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "heal7.validateNetwork" -}}
{{- $route := .Values.route }}
{{- if and $route.gateways (not $route.hosts) }}
{{- fail "route.gateways is set without route.hosts: a delegate takes both from the VirtualService that refers to it" }}
{{- end }}
{{- if and (not $route.public) $route.hosts }}
{{- fail "route.hosts is set and route.public is false: what is not public has no host of its own" }}
{{- end }}
{{- if and (ne .Values.kind "service") .Values.networkPolicy.callers }}
{{- fail (printf "networkPolicy.callers is set and kind is %s: only a service is called" .Values.kind) }}
{{- end }}
{{- range .Values.networkPolicy.upstreams }}
{{- if and .cidr (not .port) }}
{{- fail (printf "networkPolicy.upstreams: %s has a cidr without a port: outside of the cluster say which port" .name) }}
{{- end }}
{{- end }}
{{- end }}
