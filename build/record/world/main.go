// Command world plays the network of a company for the recordings of known
// failures: hosts with good and bad certificates, servers that refuse, and a
// proxy that asks who one is. It runs in a network of its own, where /etc/hosts
// leads every name to it.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: world FOLDER REPOSITORIES")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

// run serves until a listener fails. It writes the certificate of its company
// to the folder first, and serves the git repositories of the other.
func run(folder, repositories string) error {
	certificates, err := issue(folder)
	if err != nil {
		return fmt.Errorf("issuing certificates: %w", err)
	}
	site := newSite(repositories)
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":80", site) }()
	go func() { failed <- http.ListenAndServe(":3128", http.HandlerFunc(askWhoOneIs)) }()
	go func() { failed <- answerNames("127.0.0.53:53") }()
	go func() { failed <- certificates.serve(":443", site) }()
	if err := os.WriteFile(folder+"/ready", nil, 0o644); err != nil {
		return err
	}
	return <-failed
}

// askWhoOneIs is a proxy that lets nobody through.
func askWhoOneIs(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Proxy-Authenticate", `Basic realm="Acme proxy"`)
	http.Error(w, "Proxy Authentication Required", http.StatusProxyAuthRequired)
}
