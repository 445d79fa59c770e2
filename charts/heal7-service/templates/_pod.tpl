{{/* Arguments: root; for blue-green also colour and image. */}}
{{- define "heal7.podTemplate" -}}
{{- $root := .root }}
{{- $colour := .colour }}
{{- $image := .image }}
{{- with .root }}
{{- $stays := has .Values.kind (list "service" "worker") -}}
metadata:
  labels:
    {{- include "heal7.labels" . | nindent 4 }}
    {{- if eq (include "heal7.engine" .) "flagger" }}
    app: {{ include "heal7.name" . }}
    {{- end }}
    {{- if $colour }}
    heal7.com/colour: {{ $colour }}
    version: {{ $colour }}
    {{- else }}
    app.kubernetes.io/version: {{ include "heal7.version" . | quote }}
    {{- end }}
    {{- if not .Values.istio.sidecar }}
    sidecar.istio.io/inject: 'false'
    {{- end }}
  annotations:
    heal7.com/entity: {{ include "heal7.entity" . }}
    {{- if $stays }}
    prometheus.io/scrape: 'true'
    prometheus.io/port: {{ .Values.port | quote }}
    prometheus.io/path: {{ .Values.metrics.path }}
    {{- else if .Values.istio.sidecar }}
    # A sidecar that ends with the container: the run would never end otherwise.
    sidecar.istio.io/nativeSidecar: 'true'
    {{- end }}
spec:
  serviceAccountName: {{ include "heal7.name" . }}
  automountServiceAccountToken: false
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  {{- if not $stays }}
  restartPolicy: Never
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 1001
    runAsGroup: 1001
    fsGroup: 1001
    seccompProfile:
      type: RuntimeDefault
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with include "heal7.nodeSelector" . }}
  nodeSelector:
    {{- . | nindent 4 }}
  {{- end }}
  {{- with include "heal7.tolerations" . | trim }}
  tolerations:
    {{- . | nindent 4 }}
  {{- end }}
  {{- if $stays }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "heal7.selector" $root | nindent 10 }}
    {{- end }}
  {{- end }}
  containers:
    - name: {{ .Values.name }}
      image: {{ $image | default (include "heal7.image" .) | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      {{- with .Values.command }}
      command:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if $stays }}
      ports:
        - name: http
          containerPort: {{ .Values.port }}
          protocol: TCP
      {{- end }}
      env:
        {{- include "heal7.env" . | nindent 8 }}
      resources:
        {{- include "heal7.resources" . | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop:
            - ALL
      {{- if $stays }}
      {{- include "heal7.probes" . | nindent 6 }}
      {{- /* Flagger 1.36 copies pods by a client that does not know `sleep`, and the
      copy is refused: there the service's own drain delay has to do. */}}
      {{- if and .Values.preStopSeconds (ne (include "heal7.engine" .) "flagger") }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ .Values.preStopSeconds }}
      {{- end }}
      {{- end }}
      {{- with include "heal7.volumeMounts" . | trim }}
      volumeMounts:
        {{- . | nindent 8 }}
      {{- end }}
  {{- with include "heal7.volumes" . | trim }}
  volumes:
    {{- . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "heal7.env" -}}
{{- if has .Values.kind (list "service" "worker") -}}
- name: PORT
  value: {{ .Values.port | quote }}
{{ end -}}
- name: SERVICE_NAME
  value: {{ .Values.name | quote }}
{{- $attributes := list (printf "k8s.namespace.name=%s" .Release.Namespace) }}
{{- with .Values.cluster.name }}{{ $attributes = append $attributes (printf "k8s.cluster.name=%s" .) }}{{ end }}
{{- with .Values.cluster.cloud }}{{ $attributes = append $attributes (printf "cloud.provider=%s" .) }}{{ end }}
{{- with .Values.cluster.region }}{{ $attributes = append $attributes (printf "cloud.region=%s" .) }}{{ end }}
- name: OTEL_RESOURCE_ATTRIBUTES
  value: {{ join "," $attributes | quote }}
{{- range $name, $value := .Values.env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- range $name, $_ := .Values.secrets.env }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ include "heal7.name" $ }}-secret
      key: {{ $name }}
{{- end }}
{{- end }}
