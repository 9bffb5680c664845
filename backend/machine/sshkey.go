package machine

import (
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/ssh"

	"firstlight/backend/process"
)

// sshKey is a private key of the person, as its file shows it without the
// passphrase.
type sshKey struct {
	// file is where it stands.
	file string
	// public is its public half; nil where neither the file nor the one beside
	// it tells.
	public ssh.PublicKey
	// locked says that it takes a passphrase.
	locked bool
	// open says that others may read the file, so that ssh refuses to use it.
	open bool
	mode fs.FileMode
}

// errNoKey says that a file holds no private key that ssh could use.
var errNoKey = errors.New("it holds no private key")

// readKey reads a private key's file.
func readKey(file string) (sshKey, error) {
	const most = 64 << 10
	key := sshKey{file: file}
	opened, err := os.Open(file)
	if err != nil {
		return key, err
	}
	defer func() { _ = opened.Close() }() // Nothing was written.
	info, err := opened.Stat()
	if err != nil {
		return key, err
	}
	if !info.Mode().IsRegular() {
		return key, errNoKey
	}
	key.mode, key.open = info.Mode().Perm(), openToOthers(info)
	text, err := io.ReadAll(io.LimitReader(opened, most))
	if err != nil {
		return key, err
	}
	private, err := ssh.ParseRawPrivateKey(text)
	var locked *ssh.PassphraseMissingError
	switch {
	case errors.As(err, &locked):
		key.locked, key.public = true, locked.PublicKey
	case err != nil:
		block, _ := pem.Decode(text)
		if block == nil || !strings.Contains(block.Type, "PRIVATE KEY") {
			return key, errNoKey
		}
		// A kind that the library does not open, such as one on a security key.
	default:
		if signer, err := ssh.NewSignerFromKey(private); err == nil {
			key.public = signer.PublicKey()
		}
	}
	if key.public == nil {
		key.public = readPublic(file + ".pub")
	}
	if key.public == nil && err != nil && locked == nil {
		return key, errNoKey
	}
	return key, nil
}

// readPublic reads a public key's file; nil where it holds none.
func readPublic(file string) ssh.PublicKey {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	public, _, _, _, err := ssh.ParseAuthorizedKey(text)
	if err != nil {
		return nil
	}
	return public
}

// hardware reports whether the key works only with a device that is touched.
func (k sshKey) hardware() bool { return k.public != nil && strings.HasPrefix(k.public.Type(), "sk-") }

// outdated reports whether servers no longer take keys of this kind.
func (k sshKey) outdated() bool {
	const least = 2048
	if k.public == nil {
		return false
	}
	if crypto, ok := k.public.(ssh.CryptoPublicKey); ok {
		if public, ok := crypto.CryptoPublicKey().(*rsa.PublicKey); ok {
			return public.N.BitLen() < least
		}
	}
	return k.public.Type() == "ssh-dss"
}

// String names the key by its file and kind.
func (k sshKey) String() string {
	if k.public == nil {
		return process.Short(k.file)
	}
	return process.Short(k.file) + " (" + kindOf(k.public) + ")"
}

// kindOf returns the kind of a key as people call it, such as "ed25519".
func kindOf(public ssh.PublicKey) string {
	kind := strings.TrimSuffix(strings.TrimPrefix(public.Type(), "ssh-"), "@openssh.com")
	return strings.TrimPrefix(kind, "ecdsa-sha2-")
}

// keyNames are the names that ssh looks for without being told.
func keyNames() []string {
	return []string{"id_ed25519", "id_ecdsa", "id_rsa", "id_ed25519_sk", "id_ecdsa_sk"}
}

// sshKeys returns the person's private keys that are there: those that ssh uses
// without being told, and those that its configuration names.
func sshKeys(folder string, config sshConfig) []sshKey {
	files := make([]string, 0, len(keyNames())+len(config.identities))
	for _, name := range keyNames() {
		files = append(files, filepath.Join(folder, name))
	}
	var keys []sshKey
	seen := map[string]bool{}
	for _, file := range append(files, config.identities...) {
		// A public key may be named to say which one of the agent's to use.
		file = strings.TrimSuffix(file, ".pub")
		if seen[file] {
			continue
		}
		seen[file] = true
		if key, err := readKey(file); err == nil {
			keys = append(keys, key)
		}
	}
	return keys
}
