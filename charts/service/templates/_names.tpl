{{- /* Every define takes a dict: name (of the service), values (its own), release, chart (the umbrella's), doors. */ -}}

{{- define "service.fullname" -}}
{{ .release.Name }}-{{ .name }}
{{- end }}

{{- define "service.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .release.Name }}
{{- end }}

{{- /* A pod's labels have no version in them: a new chart alone is no reason to start a database again. */ -}}
{{- define "service.podLabels" -}}
{{ include "service.selector" . }}
app.kubernetes.io/part-of: kstudio
{{- end }}

{{- define "service.labels" -}}
{{ include "service.podLabels" . }}
app.kubernetes.io/version: {{ .chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .release.Service }}
helm.sh/chart: {{ printf "%s-%s" .chart.Name .chart.Version }}
{{- end }}

{{- /* registry/prefix-name:tag, or @digest; a service's own image values come first, its repository with the registry in it. */ -}}
{{- define "service.image" -}}
{{- $global := .values.global.image -}}
{{- $own := .values.image | default dict -}}
{{- if $own.repository }}{{ $own.repository }}{{ else -}}
{{- with $global.registry }}{{ . }}/{{ end }}{{ $global.prefix }}{{ .name -}}
{{- end -}}
{{- if $own.digest }}@{{ $own.digest }}{{ else }}:{{ $own.tag | default $global.tag | default .chart.AppVersion }}{{ end -}}
{{- end }}

{{- /* What every pod here has: Pod Security "restricted", a numeric user, no token of the cluster's API. */ -}}
{{- define "service.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .values.global.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .values.global.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .uid | default 65532 }}
  runAsGroup: {{ .gid | default 65532 }}
  fsGroup: {{ .gid | default 65532 }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "service.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}
