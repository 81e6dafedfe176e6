{{- /* What the library's templates take, for one service: (dict "root" $ "name" "account"). As YAML: `fromYaml` it. */ -}}
{{- define "kstudio.facts" -}}
{{ .Files.Get "files/facts.generated.json" }}
{{- end }}

{{- /* The volume with the certificate authority that external stores are known by; empty when there is none. */ -}}
{{- define "kstudio.ca" -}}
{{- with .Values.external.ca -}}
{{- if .secret -}}
secret: { secretName: {{ .secret }}, items: [{ key: {{ .key }}, path: ca.crt }] }
{{- else if .configMap -}}
configMap: { name: {{ .configMap }}, items: [{ key: {{ .key }}, path: ca.crt }] }
{{- end -}}
{{- end -}}
{{- end }}

{{- /* Secrets are made here in a system on trial that has its own stores; everywhere else they are the operator's. */ -}}
{{- define "kstudio.makesSecrets" -}}
{{- if and (eq .Values.global.mode "development") .Values.rabbitmq.enabled .Values.mongodb.enabled }}yes{{ end -}}
{{- end }}

{{- define "kstudio.provisionSecret" -}}
{{- .Values.provision.existingSecret | default (printf "%s-provision" .Release.Name) -}}
{{- end }}
{{- define "kstudio.rabbitmqSecret" -}}
{{- .Values.rabbitmq.existingSecret | default (printf "%s-rabbitmq" .Release.Name) -}}
{{- end }}
{{- define "kstudio.mongodbSecret" -}}
{{- .Values.mongodb.existingSecret | default (printf "%s-mongodb" .Release.Name) -}}
{{- end }}

{{- /*
By its whole name, which stands in the pod's own hosts file: a member that is started anew must know itself at once. By a
shorter name the resolver would tell it, for a while, the address of the pod before it; it would find itself in no
replica set, and stay out for good.
*/ -}}
{{- define "kstudio.mongodbHost" -}}
{{ .Release.Name }}-mongodb-0.{{ .Release.Name }}-mongodb.{{ .Release.Namespace }}.svc.{{ .Values.mongodb.clusterDomain }}:27017
{{- end }}

{{- /* The image of a part that is no service: (dict "root" $ "image" <its values> "name" "provision"). */ -}}
{{- define "kstudio.image" -}}
{{- include "service.image" (dict "name" .name "chart" .root.Chart "values" (dict "global" .root.Values.global "image" .image)) -}}
{{- end }}

{{- /* The image of a server: registry/repository:tag or @digest. */ -}}
{{- define "kstudio.serverImage" -}}
{{- with .registry }}{{ . }}/{{ end }}{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag }}{{ end -}}
{{- end }}

{{- /* Labels of a part that is no service: (dict "root" $ "name" "rabbitmq"). */ -}}
{{- define "kstudio.labels" -}}
{{- include "service.labels" (dict "name" .name "release" .root.Release "chart" .root.Chart) -}}
{{- end }}
{{- define "kstudio.podLabels" -}}
{{- include "service.podLabels" (dict "name" .name "release" .root.Release) -}}
{{- end }}
{{- define "kstudio.selector" -}}
{{- include "service.selector" (dict "name" .name "release" .root.Release) -}}
{{- end }}

{{- /* Pod settings of a part that is no service: (dict "root" $ "uid" 999 "gid" 999). */ -}}
{{- define "kstudio.podSecurity" -}}
{{- include "service.podSecurity" (dict "values" (dict "global" .root.Values.global) "uid" .uid "gid" .gid) -}}
{{- end }}
