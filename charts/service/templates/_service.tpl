{{- /* All objects of one service. */ -}}
{{- define "service.all" -}}
{{- if and .values.autoscaling.enabled .values.keda.enabled }}
{{- fail (printf "%s has two autoscalers: switch off either %s.autoscaling or %s.keda." .name .name .name) }}
{{- end }}
{{- if and .values.keda.enabled (not .doors.queue) }}
{{- fail (printf "%s has no queue, so KEDA has nothing to count: use %s.autoscaling." .name .name) }}
{{- end }}
{{ include "service.configMap" . }}
---
{{ include "service.deployment" . }}
---
{{ include "service.service" . }}
{{- /* Replicas that one node's volume holds together can only leave together: a budget would hold the node for ever. */}}
{{- $pinned := and .values.persistence.mountPath (eq .values.persistence.accessMode "ReadWriteOnce") }}
{{- if and .values.disruptionBudget.enabled (not $pinned) }}
---
{{ include "service.disruptionBudget" . }}
{{- end }}
{{- if .values.autoscaling.enabled }}
---
{{ include "service.autoscaler" . }}
{{- end }}
{{- if .values.keda.enabled }}
---
{{ include "service.scaledObject" . }}
{{- end }}
{{- if and .values.persistence.mountPath (not .values.persistence.existingClaim) }}
---
{{ include "service.claim" . }}
{{- end }}
{{- end }}

{{- define "service.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "service.fullname" . }}
  labels: {{- include "service.labels" . | nindent 4 }}
spec:
  type: ClusterIP
  selector: {{- include "service.selector" . | nindent 4 }}
  ports:
    - { name: http, port: 80, targetPort: http, appProtocol: http }
    {{- if .values.sitesPort }}
    - { name: sites, port: {{ .values.sitesPort }}, targetPort: sites, appProtocol: http }
    {{- end }}
    {{- if .values.supportSmtp.enabled }}
    - { name: support-smtp, port: 1026, targetPort: support-smtp, appProtocol: smtp }
    {{- end }}
{{- end }}

{{- define "service.disruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "service.fullname" . }}
  labels: {{- include "service.labels" . | nindent 4 }}
spec:
  maxUnavailable: {{ .values.disruptionBudget.maxUnavailable }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "service.selector" . | nindent 6 }}
{{- end }}

{{- /* A volume outlives the release, as the databases' volumes do. */ -}}
{{- define "service.claim" -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ include "service.fullname" . }}
  labels: {{- include "service.labels" . | nindent 4 }}
  annotations: { helm.sh/resource-policy: keep }
spec:
  accessModes: [{{ .values.persistence.accessMode }}]
  {{- with .values.persistence.storageClassName }}
  storageClassName: {{ . }}
  {{- end }}
  resources: { requests: { storage: {{ .values.persistence.size }} } }
{{- end }}
