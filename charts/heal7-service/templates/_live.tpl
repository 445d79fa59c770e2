{{/*
What the cluster has of this release, when helm can ask it. A delivery moves things
between two releases. Helm puts every field of a Deployment that the chart renders
back, and writes a custom resource's whole list when one entry of it changes: so
the chart renders what is there. A step that is taken in the second between asking
and writing is written back once, and the controller takes it again.
*/}}

{{/* The live VirtualService as YAML; empty without one. */}}
{{- define "heal7.liveRoute" -}}
{{- with lookup .Values.istio.apiVersion "VirtualService" .Release.Namespace (include "heal7.name" .) }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/*
The http routes to render. Arguments: live (routes of the cluster), chart (routes
of the chart, the last of them `primary`).
A route that is not the chart's own (the header route of a controller) stays where
it is while the versions that it names exist. The weights of `primary` stay.
*/}}
{{- define "heal7.keepRoutes" -}}
{{- $chart := .chart }}
{{- $primary := last $chart }}
{{- $subsets := list }}
{{- range $primary.route }}{{ $subsets = append $subsets (.destination.subset | default "") }}{{ end }}
{{- $kept := list }}
{{- $weights := dict }}
{{- range .live }}
{{- if eq (.name | default "") "primary" }}
{{- range .route }}{{ $_ := set $weights (.destination.subset | default "") (int (.weight | default 0)) }}{{ end }}
{{- else if ne (.name | default "") "private" }}
{{- $known := true }}
{{- range .route }}{{ if not (has (.destination.subset | default "") $subsets) }}{{ $known = false }}{{ end }}{{ end }}
{{- if $known }}{{ $kept = append $kept . }}{{ end }}
{{- end }}
{{- end }}
{{- $all := true }}
{{- range $subsets }}{{ if not (hasKey $weights .) }}{{ $all = false }}{{ end }}{{ end }}
{{- if $all }}
{{- range $primary.route }}{{ $_ := set . "weight" (get $weights (.destination.subset | default "")) }}{{ end }}
{{- end }}
{{- toYaml (concat $kept $chart) }}
{{- end }}

{{/*
Whether a colour's pods must stay as they are: it has traffic, or a release is
under way. Arguments: route (live VirtualService), colour.
*/}}
{{- define "heal7.colourInUse" -}}
{{- $colour := .colour }}
{{- $release := dig "metadata" "annotations" "heal7.com/release" "{}" .route | fromJson }}
{{- if has (get $release "phase") (list "preparing" "rolling" "checking" "watching" "inconclusive" "settling" "rolling-back") -}}
yes
{{- else }}
{{- range dig "spec" "http" list .route }}
{{- range .route }}
{{- if and (eq (.destination.subset | default "") $colour) (gt (int (.weight | default 0)) 0) }}yes{{ end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
