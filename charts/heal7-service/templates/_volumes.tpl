{{- define "heal7.volumeMounts" -}}
{{- range $i, $path := .Values.writablePaths }}
- name: writable-{{ $i }}
  mountPath: {{ $path | quote }}
{{- end }}
{{- if .Values.sharedMemory }}
- name: shared-memory
  mountPath: /dev/shm
{{- end }}
{{- with .Values.cacheVolume.path }}
- name: cache
  mountPath: {{ . | quote }}
{{- end }}
{{- end }}

{{- define "heal7.volumes" -}}
{{- range $i, $path := .Values.writablePaths }}
- name: writable-{{ $i }}
  emptyDir:
    sizeLimit: 256Mi
{{- end }}
{{- with .Values.sharedMemory }}
- name: shared-memory
  emptyDir:
    medium: Memory
    sizeLimit: {{ . }}
{{- end }}
{{- $cache := .Values.cacheVolume }}
{{- if $cache.path }}
- name: cache
  {{- if eq $cache.type "emptyDir" }}
  emptyDir:
    sizeLimit: {{ $cache.size }}
  {{- else if eq $cache.type "ephemeral" }}
  ephemeral:
    volumeClaimTemplate:
      metadata:
        labels:
          {{- include "heal7.labels" . | nindent 10 }}
      spec:
        {{- include "heal7.cacheClaim" (dict "cache" $cache "mode" "ReadWriteOnce") | nindent 8 }}
  {{- else }}
  persistentVolumeClaim:
    claimName: {{ include "heal7.name" . }}-cache
  {{- end }}
{{- end }}
{{- end }}

{{/* Arguments: cache, mode. */}}
{{- define "heal7.cacheClaim" -}}
accessModes:
  - {{ .mode }}
{{- with .cache.storageClass }}
storageClassName: {{ . }}
{{- end }}
resources:
  requests:
    storage: {{ .cache.size }}
{{- end }}
