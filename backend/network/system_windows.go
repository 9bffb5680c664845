package network

import (
	"path/filepath"

	"firstlight/backend/check"
)

// bundles: the system's store has them, and no file that could be read anew.
func bundles() []string { return nil }

func hostsFile() string { return `C:\Windows\System32\drivers\etc\hosts` }

// installing returns how a company's authority is added to those whom the
// system trusts, and how that is taken back.
func (n *Network) installing(file string) (plan []check.Command, undo string) {
	return []check.Command{check.Run("certutil", "-addstore", "-f", "Root", file)},
		"certutil -delstore Root " + filepath.Base(file)
}

// exporting has nothing to offer: git reads the system's store when told to.
func (n *Network) exporting() (plan []check.Command, file string) { return nil, "" }

// restarting has nothing to offer: the engine runs in a machine of its own.
func (n *Network) restarting() (check.Command, bool) { return check.Command{}, false }

// standIn is a matter of macOS alone.
func standIn(string) bool { return false }
