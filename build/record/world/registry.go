package main

import (
	"fmt"
	"net/http"
)

// answerAsRegistry adds a registry whose repositories refuse, each in the way
// that the first part of its name says.
func answerAsRegistry(site *http.ServeMux) {
	site.HandleFunc("/v2/{$}", func(http.ResponseWriter, *http.Request) {})
	refuse := func(name string, status int, code, message string) {
		site.HandleFunc("/v2/"+name+"/", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			fmt.Fprintf(w, `{"errors":[{"code":%q,"message":%q}]}`, code, message)
		})
	}
	refuse("limited", http.StatusTooManyRequests, "TOOMANYREQUESTS",
		"You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit")
	refuse("missing", http.StatusNotFound, "MANIFEST_UNKNOWN", "manifest unknown")
	refuse("denied", http.StatusForbidden, "DENIED", "requested access to the resource is denied")
	site.HandleFunc("/v2/arm/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/vnd.docker.distribution.manifest.list.v2+json")
		fmt.Fprint(w, `{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.list.v2+json","manifests":[`+
			`{"mediaType":"application/vnd.docker.distribution.manifest.v2+json","size":10,`+
			`"digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000",`+
			`"platform":{"architecture":"arm64","os":"linux"}}]}`)
	})
}
