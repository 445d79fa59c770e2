{{- define "heal7.podTemplate" -}}
metadata:
  labels:
    {{- include "heal7.labels" . | nindent 4 }}
    app.kubernetes.io/version: {{ include "heal7.version" . | quote }}
  annotations:
    heal7.com/entity: {{ include "heal7.entity" . }}
    prometheus.io/scrape: 'true'
    prometheus.io/port: {{ .Values.port | quote }}
    prometheus.io/path: {{ .Values.metrics.path }}
spec:
  serviceAccountName: {{ include "heal7.name" . }}
  automountServiceAccountToken: false
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
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
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "heal7.selector" $ | nindent 10 }}
    {{- end }}
  containers:
    - name: {{ .Values.name }}
      image: {{ include "heal7.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      ports:
        - name: http
          containerPort: {{ .Values.port }}
          protocol: TCP
      env:
        {{- include "heal7.env" . | nindent 8 }}
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop:
            - ALL
      # Up to a minute to start; only then does the liveness probe count.
      startupProbe:
        httpGet:
          path: {{ .Values.probes.liveness }}
          port: http
        periodSeconds: 2
        failureThreshold: 30
      livenessProbe:
        httpGet:
          path: {{ .Values.probes.liveness }}
          port: http
        periodSeconds: 10
        timeoutSeconds: 2
      readinessProbe:
        httpGet:
          path: {{ .Values.probes.readiness }}
          port: http
        periodSeconds: 5
        timeoutSeconds: 2
        failureThreshold: 2
      {{- if .Values.preStopSeconds }}
      lifecycle:
        preStop:
          sleep:
            seconds: {{ .Values.preStopSeconds }}
      {{- end }}
      {{- with .Values.writablePaths }}
      volumeMounts:
        {{- range $i, $path := . }}
        - name: writable-{{ $i }}
          mountPath: {{ $path | quote }}
        {{- end }}
      {{- end }}
  {{- with .Values.writablePaths }}
  volumes:
    {{- range $i, $path := . }}
    - name: writable-{{ $i }}
      emptyDir:
        sizeLimit: 256Mi
    {{- end }}
  {{- end }}
{{- end }}

{{- define "heal7.env" -}}
- name: PORT
  value: {{ .Values.port | quote }}
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
{{- end }}
