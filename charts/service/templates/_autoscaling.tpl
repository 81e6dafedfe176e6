{{- /* By processor time, for what answers HTTP. */ -}}
{{- define "service.autoscaler" -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "service.fullname" . }}
  labels: {{- include "service.labels" . | nindent 4 }}
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: {{ include "service.fullname" . }} }
  minReplicas: {{ .values.autoscaling.minReplicas }}
  maxReplicas: {{ .values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: {{ .values.autoscaling.cpuUtilization }} }
  behavior:
    scaleDown: { stabilizationWindowSeconds: 300 }
{{- end }}

{{- /* By the length of its queue (KEDA must be installed), looked at with the service's own address of the broker. */ -}}
{{- define "service.scaledObject" -}}
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata:
  name: {{ include "service.fullname" . }}
  labels: {{- include "service.labels" . | nindent 4 }}
spec:
  secretTargetRef:
    - { parameter: host, name: {{ include "service.secretName" . }}, key: AMQP_URL }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ include "service.fullname" . }}
  labels: {{- include "service.labels" . | nindent 4 }}
spec:
  scaleTargetRef: { name: {{ include "service.fullname" . }} }
  minReplicaCount: {{ .values.keda.minReplicas }}
  maxReplicaCount: {{ .values.keda.maxReplicas }}
  cooldownPeriod: 300
  triggers:
    - type: rabbitmq
      metadata:
        protocol: amqp
        queueName: {{ .doors.queue }}
        mode: QueueLength
        value: {{ .values.keda.queueLength | quote }}
      authenticationRef: { name: {{ include "service.fullname" . }} }
{{- end }}
