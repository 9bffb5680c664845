package network

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"slices"

	"firstlight/backend/network/layer"
)

// authorities are the files of those whom this system trusts, best first. What
// the system reads by itself it reads once; an authority that was installed
// since is in the file.
type authorities []string

// authorities returns the files that programs of this environment read.
func (e environment) authorities() authorities {
	files := slices.Clone(bundles())
	if file := e.get("SSL_CERT_FILE"); file != "" && len(files) > 0 {
		files = append(files, file)
	}
	return files
}

// verify trusts whom the system trusts, and whom the files name now.
func (a authorities) verify(leaf *x509.Certificate, options x509.VerifyOptions) ([][]*x509.Certificate, error) {
	chains, err := layer.System(leaf, options)
	var unknown x509.UnknownAuthorityError
	if !errors.As(err, &unknown) {
		return chains, err
	}
	for _, file := range a {
		text, readErr := os.ReadFile(file)
		if readErr != nil {
			continue // It is not on every system.
		}
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(text) {
			continue
		}
		if chains, err := layer.Only(pool)(leaf, options); err == nil {
			return chains, nil
		}
	}
	return nil, err
}

// naming returns the first of the files that holds an authority of the name.
func (a authorities) naming(issuer string) (file string, ok bool) {
	for _, file := range a {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
			certificate, err := x509.ParseCertificate(block.Bytes)
			if err == nil && certificate.IsCA && layer.Subject(certificate) == issuer {
				return file, true
			}
		}
	}
	return "", false
}

// first returns the first of the files that there is; empty where there is
// none.
func (a authorities) first() string {
	for _, file := range a {
		if _, err := os.Stat(file); err == nil {
			return file
		}
	}
	return ""
}
