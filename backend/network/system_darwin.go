package network

import (
	"os"
	"path/filepath"
	"slices"

	"firstlight/backend/check"
)

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
	file = n.env().below(".config", "git", "authorities.pem")
	text := `mkdir -p "$(dirname "$0")" && security find-certificate -a -p ` +
		`/System/Library/Keychains/SystemRootCertificates.keychain /Library/Keychains/System.keychain >"$0"`
	return []check.Command{check.Run("sh", "-c", text, file)}, file
}

// restarting has nothing to offer: the engine runs in a machine of its own.
func (n *Network) restarting() (check.Command, bool) { return check.Command{}, false }

// standIn reports whether a file only stands in for one of Apple's developer
// tools: until these are installed, to start it opens a dialog.
func standIn(file string) bool {
	if filepath.Dir(file) != "/usr/bin" || !slices.Contains([]string{"git", "pip3"}, filepath.Base(file)) {
		return false
	}
	for _, tools := range []string{"/Library/Developer/CommandLineTools/usr/bin", "/Applications/Xcode.app/Contents/Developer/usr/bin"} {
		if _, err := os.Stat(filepath.Join(tools, filepath.Base(file))); err == nil {
			return false
		}
	}
	return true
}
