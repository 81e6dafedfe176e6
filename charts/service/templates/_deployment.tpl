{{- define "service.deployment" -}}
{{- $secret := include "service.secretName" . -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "service.fullname" . }}
  labels: {{- include "service.labels" . | nindent 4 }}
spec:
  {{- /* An autoscaler owns the number: said here too, each upgrade would set it back. */}}
  {{- if not (or .values.autoscaling.enabled .values.keda.enabled) }}
  replicas: {{ .values.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  selector:
    matchLabels: {{- include "service.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "service.podLabels" . | nindent 8 }}
        {{- with .values.podLabels }}{{ toYaml . | nindent 8 }}{{ end }}
      annotations:
        checksum/config: {{ include "service.environment" . | sha256sum }}
        {{- if $secret }}
        checksum/secret: {{ .secretChecksum | quote }}
        {{- end }}
        {{- with .values.podAnnotations }}{{ toYaml . | nindent 8 }}{{ end }}
    spec:
      {{- include "service.podSecurity" . | nindent 6 }}
      terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds }}
      {{- include "service.placing" . | nindent 6 }}
      containers:
        - name: {{ .name }}
          {{- include "service.container" . | nindent 10 }}
      volumes:
        - name: tmp
          emptyDir: { sizeLimit: 64Mi }
        {{- if $secret }}
        - name: secrets
          secret: { secretName: {{ $secret }}, defaultMode: 0440 }
        {{- end }}
        {{- with .caBundle }}
        - name: ca
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- if .values.persistence.mountPath }}
        - name: data
          persistentVolumeClaim:
            claimName: {{ .values.persistence.existingClaim | default (include "service.fullname" .) }}
        {{- end }}
{{- end }}

{{- /* Replicas on other nodes and zones where there are some; one node alone is no reason not to start. */ -}}
{{- define "service.placing" -}}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "service.selector" $ | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- with .values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- /* A volume of one node: every replica, and the next version's beside it, must be there. */}}
{{- $sameNode := dict "podAffinity" (dict "requiredDuringSchedulingIgnoredDuringExecution" (list (dict
  "topologyKey" "kubernetes.io/hostname"
  "labelSelector" (dict "matchLabels" (include "service.selector" . | fromYaml))))) }}
{{- $pinned := and .values.persistence.mountPath (eq .values.persistence.accessMode "ReadWriteOnce") }}
{{- with .values.affinity | default (ternary $sameNode dict (not (empty $pinned))) }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "service.container" -}}
image: {{ include "service.image" . }}
imagePullPolicy: {{ .values.global.image.pullPolicy }}
{{- with .values.args }}
args: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext: {{- include "service.containerSecurity" . | nindent 2 }}
envFrom:
  - configMapRef: { name: {{ include "service.fullname" . }} }
{{- if include "service.secretName" . }}
env:
  {{- range include "service.secretKeys" . | fromYamlArray }}
  - { name: {{ . }}_FILE, value: /run/kstudio/{{ . }} }
  {{- end }}
{{- end }}
ports:
  - { name: http, containerPort: 8080 }
  - { name: admin, containerPort: 9090 }
  {{- if .values.sitesPort }}
  - { name: sites, containerPort: {{ .values.sitesPort }} }
  {{- end }}
  {{- if .values.supportSmtp.enabled }}
  - { name: support-smtp, containerPort: 1026 }
  {{- end }}
{{- /* Alive is a process that answers; broker and database are readiness's, or one outage would restart every pod. */}}
startupProbe:
  httpGet: { path: /healthz, port: admin }
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: {{ add (div .values.startSeconds 2) 30 }}
livenessProbe:
  httpGet: { path: /healthz, port: admin }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: { path: /readyz, port: admin }
  periodSeconds: 3
  timeoutSeconds: 3
  failureThreshold: 2
{{- /* Requests still come while the end of the pod is made known: it goes on answering for that long. */}}
lifecycle:
  preStop: { sleep: { seconds: {{ .values.preStopSeconds }} } }
resources: {{- toYaml .values.resources | nindent 2 }}
volumeMounts:
  - { name: tmp, mountPath: /tmp }
  {{- if include "service.secretName" . }}
  - { name: secrets, mountPath: /run/kstudio, readOnly: true }
  {{- end }}
  {{- if .caBundle }}
  - { name: ca, mountPath: /run/ca, readOnly: true }
  {{- end }}
  {{- with .values.persistence.mountPath }}
  - { name: data, mountPath: {{ . }} }
  {{- end }}
{{- end }}
