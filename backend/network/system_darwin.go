package network

import "firstlight/backend/check"

// bundles: the keychain has them, and no file that could be read anew.
func bundles() []string { return nil }

func hostsFile() string { return "/etc/hosts" }

// installing returns how a company's authority is added to those whom the
// system trusts, and how that is taken back.
func (n *Network) installing(file string) (plan []check.Command, undo string) {
	return []check.Command{check.Run("security", "add-trusted-cert", "-d", "-r", "trustRoot", "-k", "/Library/Keychains/System.keychain", file)},
		"security remove-trusted-cert -d FILE"
}

// exporting lays those whom the keychain trusts in a file that git can read.
func (n *Network) exporting() (plan []check.Command, file string) {
	file = n.env.below(".config", "git", "authorities.pem")
	text := `mkdir -p "$(dirname "$0")" && security find-certificate -a -p ` +
		`/System/Library/Keychains/SystemRootCertificates.keychain /Library/Keychains/System.keychain >"$0"`
	return []check.Command{check.Run("sh", "-c", text, file)}, file
}

// restarting has nothing to offer: the engine runs in a machine of its own.
func (n *Network) restarting() (check.Command, bool) { return check.Command{}, false }
