package network_test

import (
	"os"
	"testing"

	"firstlight/backend/network"
	"firstlight/backend/network/networktest"
)

// TestPackageManagersThatDoNotKnowTheCompany has npm and pip themselves judge a
// certificate that this machine trusts.
func TestPackageManagersThatDoNotKnowTheCompany(t *testing.T) {
	t.Parallel()
	for program, install := range map[string]string{"npm": "apt-get install npm", "pip3": "apt-get install python3-pip"} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			needs(t, program, install)
			name := map[string]string{"npm": "npm", "pip3": "pip"}[program]
			company := networktest.NewAuthority(t, "Acme Proxy CA")
			proxy := (&networktest.Proxy{Intercept: company}).Start(t)
			b := newBench(t, "HTTPS_PROXY=http://"+proxy, "https_proxy=http://"+proxy, "SSL_CERT_FILE="+networktest.File(t, company))
			b.set("PATH="+os.Getenv("PATH"), "PYENV_ROOT="+os.Getenv("PYENV_ROOT"), "NPM_CONFIG_GLOBALCONFIG="+b.home+"/none")
			b.run("git", "config", "--global", "http.sslCAInfo", networktest.File(t, company))
			// Each reads a file of its own, of which only one knows the company.
			others := networktest.File(t, networktest.NewAuthority(t, "Another CA"))
			if program == "npm" {
				b.set("PIP_CERT=" + networktest.File(t, company))
			} else {
				b.set("NODE_EXTRA_CA_CERTS=" + networktest.File(t, company))
				b.write(".config/pip/pip.conf", "[global]\ncert = "+others+"\n")
			}
			c := b.room().Reach(network.Spec{Hosts: []string{"harbour.test"}})
			f := observe(t, c)
			want(t, f, "network/"+name+"-trust", "harbour.test: the proxy connects, but "+name+" does not trust the certificate of Acme Proxy CA")
			fix := b.apply(c, f)
			want(t, observe(t, c), "", "harbour.test is reached from this machine and git")
			b.undo(fix)
			want(t, observe(t, c), f.Code, f.Summary)
		})
	}
}
