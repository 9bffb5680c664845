package network_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"firstlight/backend/network"
	"firstlight/backend/network/networktest"
)

// TestNobodyElsesSettingsAreRead lays settings for git and npm where everybody may
// put some: into the folder for temporary files.
func TestNobodyElsesSettingsAreRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("everybody has a folder of her own for temporary files there")
	}
	needs(t, "npm", "apt-get install npm")
	shared := t.TempDir()
	t.Setenv("TMPDIR", shared)
	if out, err := exec.Command("git", "init", "--quiet", shared).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, text := range map[string]string{
		".git/config":  "[core]\n\trepositoryformatversion = 0\n[http]\n\tproxy = http://127.0.0.1:1\n",
		"package.json": "{}\n",
		".npmrc":       "strict-ssl=false\n",
	} {
		if err := os.WriteFile(filepath.Join(shared, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	company := networktest.NewAuthority(t, "Acme Proxy CA")
	proxy := (&networktest.Proxy{Intercept: company}).Start(t)
	b := newBench(t, "HTTPS_PROXY=http://"+proxy, "https_proxy=http://"+proxy, "SSL_CERT_FILE="+networktest.File(t, company))
	b.set("PATH="+os.Getenv("PATH"), "PYENV_ROOT="+os.Getenv("PYENV_ROOT"), "NPM_CONFIG_GLOBALCONFIG="+b.home+"/none", "PIP_CERT="+networktest.File(t, company))
	b.run("git", "config", "--global", "http.sslCAInfo", networktest.File(t, company))
	f := observe(t, b.room().Reach(network.Spec{Hosts: []string{"harbour.test"}}))
	want(t, f, "network/npm-trust", "harbour.test: the proxy connects, but npm does not trust the certificate of Acme Proxy CA")
	left, err := filepath.Glob(filepath.Join(shared, "firstlight-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
