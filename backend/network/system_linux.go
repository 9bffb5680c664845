package network

import (
	"os"

	"firstlight/backend/check"
)

// bundles are the files of those whom the system trusts, by distribution.
func bundles() []string {
	return []string{
		"/etc/ssl/certs/ca-certificates.crt",
		"/etc/pki/tls/certs/ca-bundle.crt",
		"/etc/ssl/ca-bundle.pem",
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
		"/etc/ssl/cert.pem",
	}
}

func hostsFile() string { return "/etc/hosts" }

// installing returns how a company's authority is added to those whom the
// system trusts, and how that is taken back.
func (n *Network) installing(file string) (plan []check.Command, undo string) {
	const name = "company-authority"
	switch {
	case n.has("update-ca-certificates"):
		to := "/usr/local/share/ca-certificates/" + name + ".crt"
		return []check.Command{check.Run("install", "-D", "-m", "0644", file, to), check.Run("update-ca-certificates")},
			"rm " + to + " && update-ca-certificates --fresh"
	case n.has("update-ca-trust"):
		to := "/etc/pki/ca-trust/source/anchors/" + name + ".pem"
		return []check.Command{check.Run("install", "-D", "-m", "0644", file, to), check.Run("update-ca-trust", "extract")},
			"rm " + to + " && update-ca-trust extract"
	case n.has("trust"):
		return []check.Command{check.Run("trust", "anchor", file)}, "trust anchor --remove FILE"
	}
	return nil, ""
}

// exporting is not needed: git reads the same files as everything else.
func (n *Network) exporting() (plan []check.Command, file string) { return nil, "" }

// restarting returns the command that starts the container engine anew.
func (n *Network) restarting() (check.Command, bool) {
	if _, err := os.Stat("/run/systemd/system"); err == nil {
		return check.Run("systemctl", "restart", "docker"), true
	}
	return check.Run("service", "docker", "restart"), n.has("service")
}

// standIn is a matter of macOS alone.
func standIn(string) bool { return false }
