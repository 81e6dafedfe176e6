{{- /* Rules of a NetworkPolicy, each with the `- ` of its list. */ -}}

{{- define "kstudio.toDns" -}}
- to: {{- toYaml .Values.networkPolicy.dnsTo | nindent 4 }}
  ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
{{- end }}

{{- define "kstudio.toBroker" -}}
{{ if .root.Values.rabbitmq.enabled -}}
- to: [{ podSelector: { matchLabels: { {{ include "kstudio.peer" (dict "root" .root "name" "rabbitmq") }} } } }]
  ports: [{ port: {{ .port }}, protocol: TCP }]
{{- else -}}
- to: {{- toYaml .root.Values.external.rabbitmq.to | nindent 4 }}
  ports: [{ port: {{ ternary .root.Values.external.rabbitmq.managementPort .root.Values.external.rabbitmq.port (eq .port "management") }}, protocol: TCP }]
{{- end }}
{{- end }}

{{- define "kstudio.toDatabase" -}}
{{ if .Values.mongodb.enabled -}}
- to: [{ podSelector: { matchLabels: { {{ include "kstudio.peer" (dict "root" . "name" "mongodb") }} } } }]
  ports: [{ port: mongodb, protocol: TCP }]
{{- else -}}
- to: {{- toYaml .Values.external.mongodb.to | nindent 4 }}
  ports: [{ port: {{ .Values.external.mongodb.port }}, protocol: TCP }]
{{- end }}
{{- end }}

{{- define "kstudio.toMail" -}}
{{ if .Values.mail.sink.enabled -}}
- to: [{ podSelector: { matchLabels: { {{ include "kstudio.peer" (dict "root" . "name" "mail-sink") }} } } }]
  ports: [{ port: smtp, protocol: TCP }]
{{- else -}}
- to: {{- toYaml .Values.mail.to | nindent 4 }}
  ports: [{ port: {{ .Values.mail.port }}, protocol: TCP }]
{{- end }}
{{- end }}

{{- define "kstudio.peer" -}}
app.kubernetes.io/name: {{ .name }}, app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- /* The head of a policy: (dict "root" $ "name" "account"). */ -}}
{{- define "kstudio.policyHead" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .root.Release.Name }}-{{ .name }}
  labels: {{- include "kstudio.labels" . | nindent 4 }}
{{- end }}
