{{- /* What a service reads from its environment, without a secret in it. */ -}}
{{- define "service.environment" -}}
{{- $global := .values.global -}}
{{- $env := dict
  "PORT" "8080"
  "ADMIN_PORT" "9090"
  "HOST" "0.0.0.0"
  "APP_ORIGIN" $global.origins.application
  "SITES_ORIGIN" $global.origins.sites
  "LOG_LEVEL" $global.logLevel
  "NODE_ENV" "production" -}}
{{- if .doors.bus -}}
{{- $_ := set $env "CLOCK" $global.clock -}}
{{- $_ := set $env "TRUSTED_PROXIES" $global.trustedProxies -}}
{{- $_ := set $env "START_SECONDS" (toString .values.startSeconds) -}}
{{- with $global.telemetry.endpoint -}}
{{- $_ := set $env "OTEL_EXPORTER_OTLP_ENDPOINT" . -}}
{{- $_ := set $env "OTEL_EXPORTER_OTLP_PROTOCOL" "http/protobuf" -}}
{{- end -}}
{{- $_ := set $env "OTEL_METRICS_EXPORTER" "none" -}}
{{- $_ := set $env "OTEL_LOGS_EXPORTER" "none" -}}
{{- end -}}
{{- if .values.sitesPort }}{{ $_ := set $env "SITES_PORT" (toString .values.sitesPort) }}{{ end -}}
{{- if .values.supportSmtp.enabled }}{{ $_ := set $env "SUPPORT_SMTP_PORT" "1026" }}{{ end -}}
{{- if .caBundle }}{{ $_ := set $env "NODE_EXTRA_CA_CERTS" "/run/ca/ca.crt" }}{{ end -}}
{{- range $name, $value := .values.env }}{{ $_ := set $env $name (toString $value) }}{{ end -}}
{{- toYaml $env -}}
{{- end }}

{{- define "service.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "service.fullname" . }}
  labels: {{- include "service.labels" . | nindent 4 }}
data: {{- include "service.environment" . | nindent 2 }}
{{- end }}

{{- /* The Secret that a service mounts: the operator's, or the one that development makes. Empty: it has none. */ -}}
{{- define "service.secretName" -}}
{{- if or .doors.bus .values.secretKeys -}}
{{- .values.existingSecret | default (include "service.fullname" .) -}}
{{- end -}}
{{- end }}

{{- /* Keys of that Secret: its own addresses at broker and database, and what it alone knows. */ -}}
{{- define "service.secretKeys" -}}
{{- $keys := .values.secretKeys | default list -}}
{{- if .doors.bus }}{{ $keys = concat (list "AMQP_URL" "MONGO_URL") $keys }}{{ end -}}
{{- toYaml $keys -}}
{{- end }}
