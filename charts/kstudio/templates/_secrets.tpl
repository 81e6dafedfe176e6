{{- /*
Every Secret of this release with its keys, as YAML: {<Secret>: {of: <value that names another>, keys: [..]}}.
*/ -}}
{{- define "kstudio.secretsNeeded" -}}
{{- $facts := include "kstudio.facts" . | fromJson -}}
{{- range $name, $service := .Subcharts }}
{{- $its := dict "name" $name "values" $service.Values "release" $.Release "doors" (index $facts.services $name) }}
{{- with include "service.secretName" $its }}
{{ . }}:
  value: {{ $name }}.existingSecret
  given: {{ ternary "yes" "" (not (empty $service.Values.existingSecret)) | quote }}
  keys: {{ include "service.secretKeys" $its | fromYamlArray | toJson }}
{{- end }}
{{- end }}
{{ include "kstudio.provisionSecret" . }}:
  value: provision.existingSecret
  given: {{ ternary "yes" "" (not (empty .Values.provision.existingSecret)) | quote }}
  keys: [RABBITMQ_MANAGEMENT_URL, MONGODB_URL, PASSWORDS]
{{- if .Values.rabbitmq.enabled }}
{{ include "kstudio.rabbitmqSecret" . }}:
  value: rabbitmq.existingSecret
  given: {{ ternary "yes" "" (not (empty .Values.rabbitmq.existingSecret)) | quote }}
  keys: [definitions.json]
{{- end }}
{{- if .Values.mongodb.enabled }}
{{ include "kstudio.mongodbSecret" . }}:
  value: mongodb.existingSecret
  given: {{ ternary "yes" "" (not (empty .Values.mongodb.existingSecret)) | quote }}
  keys: [key]
{{- end }}
{{- end }}

{{- /* Stops the render where the operator owes a Secret, or names one that is not there or lacks a key. */ -}}
{{- define "kstudio.checkSecrets" -}}
{{- $needed := include "kstudio.secretsNeeded" . | fromYaml -}}
{{- $makes := include "kstudio.makesSecrets" . -}}
{{- $known := dict -}}
{{- range (lookup "v1" "Secret" .Release.Namespace "").items }}{{ $_ := set $known .metadata.name .data }}{{ end -}}
{{- range $secret, $one := $needed -}}
{{- if and (not $makes) (not $one.given) -}}
{{- fail (printf "Outside a system on trial with its own stores every secret is yours: make a Secret with the keys %s and name it in %s." (join ", " $one.keys) $one.value) -}}
{{- end -}}
{{- /* Without a cluster there is nothing to look into. */ -}}
{{- if and $one.given (lookup "v1" "Namespace" "" "default") -}}
{{- if not (hasKey $known $secret) -}}
{{- fail (printf "%s names the Secret %s, which is not in the namespace %s." $one.value $secret $.Release.Namespace) -}}
{{- end -}}
{{- range $one.keys -}}
{{- if not (hasKey (index $known $secret | default dict) .) -}}
{{- fail (printf "The Secret %s, which %s names, has no key %s." $secret $one.value .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- /* A key of a Secret as it is in the cluster already; empty when it is not. */ -}}
{{- define "kstudio.kept" -}}
{{- $data := (lookup "v1" "Secret" .root.Release.Namespace .secret).data | default dict -}}
{{- with index $data .key }}{{ b64dec . }}{{ end -}}
{{- end }}

{{- /* The same, or 256 random bits and more the first time. */ -}}
{{- define "kstudio.keptOrRandom" -}}
{{- include "kstudio.kept" . | default (randAlphaNum 48) -}}
{{- end }}

{{- /*
Makes the secrets of a system on trial, once a render, and keeps them in .Values.made: {<Secret>: {<key>: <text>}}.
What is in the cluster already stays as it is; addresses are composed anew from the passwords that are kept.
*/ -}}
{{- define "kstudio.makeSecrets" -}}
{{- if not (hasKey .Values "made") -}}
{{- $root := . -}}
{{- $release := .Release.Name -}}
{{- $facts := include "kstudio.facts" . | fromJson -}}
{{- $provision := printf "%s-provision" $release -}}
{{- $passwords := include "kstudio.kept" (dict "root" . "secret" $provision "key" "PASSWORDS") | default "{}" | fromJson -}}
{{- $broker := include "kstudio.keptOrRandom" (dict "root" . "secret" $provision "key" "BROKER_ADMINISTRATOR") -}}
{{- $database := include "kstudio.keptOrRandom" (dict "root" . "secret" $provision "key" "DATABASE_ADMINISTRATOR") -}}
{{- $made := dict -}}
{{- range $name, $service := .Subcharts -}}
{{- $secret := printf "%s-%s" $release $name -}}
{{- $doors := index $facts.services $name -}}
{{- $data := dict -}}
{{- range $key := $service.Values.secretKeys -}}
{{- $_ := set $data $key (include "kstudio.ownSecret" (dict "root" $root "secret" $secret "key" $key)) -}}
{{- end -}}
{{- if $doors.bus -}}
{{- $own := index $passwords $name | default (dict "broker" (randAlphaNum 48) "database" (randAlphaNum 48)) -}}
{{- $_ := set $passwords $name $own -}}
{{- $vhost := $root.Values.provision.vhost -}}
{{- $_ := set $data "AMQP_URL" (printf "amqp://%s.%s:%s@%s-rabbitmq:5672/%s" $vhost $name $own.broker $release $vhost) -}}
{{- $base := printf "%s%s" $root.Values.provision.databasePrefix $doors.database -}}
{{- $_ := set $data "MONGO_URL" (printf "mongodb://%s:%s@%s/%s?replicaSet=rs0&authSource=%s" $name $own.database (include "kstudio.mongodbHost" $root) $base $base) -}}
{{- end -}}
{{- if $data }}{{ $_ := set $made $secret $data }}{{ end -}}
{{- end -}}
{{- $_ := set $made $provision (dict
  "PASSWORDS" (toJson $passwords)
  "BROKER_ADMINISTRATOR" $broker
  "DATABASE_ADMINISTRATOR" $database
  "RABBITMQ_MANAGEMENT_URL" (printf "http://administrator:%s@%s-rabbitmq:15672" $broker $release)
  "MONGODB_URL" (printf "mongodb://administrator:%s@%s/?replicaSet=rs0&authSource=admin" $database (include "kstudio.mongodbHost" .))) -}}
{{- $_ := set $made (printf "%s-rabbitmq" $release) (dict "definitions.json" (toJson (dict
  "users" (list (dict "name" "administrator" "password" $broker "tags" "administrator"))))) -}}
{{- $_ := set $made (printf "%s-mongodb" $release) (dict
  "key" (include "kstudio.keptOrRandom" (dict "root" . "secret" (printf "%s-mongodb" $release) "key" "key"))) -}}
{{- $_ := set .Values "made" $made -}}
{{- end -}}
{{- end }}

{{- /* A secret that one service alone knows. */ -}}
{{- define "kstudio.ownSecret" -}}
{{- if eq .key "CERTIFICATE_KEY" -}}
{{- include "kstudio.kept" . | default (genPrivateKey "ed25519") -}}
{{- else if eq .key "SMTP_URL" -}}
smtp://{{ .root.Release.Name }}-mail-sink:1025
{{- else -}}
{{- include "kstudio.keptOrRandom" . -}}
{{- end -}}
{{- end }}

{{- /* Changes when what a service mounts changes, so that its pods are renewed: (dict "root" $ "name" .. "existing" ..). */ -}}
{{- define "kstudio.secretChecksum" -}}
{{- if .existing -}}
{{- (lookup "v1" "Secret" .root.Release.Namespace .existing).data | default dict | toJson | sha256sum -}}
{{- else if include "kstudio.makesSecrets" .root -}}
{{- include "kstudio.makeSecrets" .root -}}
{{- index .root.Values.made (printf "%s-%s" .root.Release.Name .name) | default dict | toJson | sha256sum -}}
{{- end -}}
{{- end }}
