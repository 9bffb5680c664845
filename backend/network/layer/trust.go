package layer

import (
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// Verify judges a certificate and returns the chains from it to an authority
// that is trusted.
type Verify func(leaf *x509.Certificate, options x509.VerifyOptions) ([][]*x509.Certificate, error)

// System trusts whom the system trusts.
func System(leaf *x509.Certificate, options x509.VerifyOptions) ([][]*x509.Certificate, error) {
	return leaf.Verify(options)
}

// Everywhere returns a Verify that trusts the authorities which are trusted
// everywhere, as the images of containers do.
func Everywhere() (Verify, error) {
	pool := x509.NewCertPool()
	for root := range bundle.Roots() {
		certificate, err := x509.ParseCertificate(root.Certificate)
		if err != nil {
			return nil, fmt.Errorf("reading an authority: %w", err)
		}
		if root.Constraint == nil {
			pool.AddCert(certificate)
			continue
		}
		pool.AddCertWithConstraint(certificate, root.Constraint)
	}
	return Only(pool), nil
}

// Only returns a Verify that trusts a pool of authorities.
func Only(pool *x509.CertPool) Verify {
	return func(leaf *x509.Certificate, options x509.VerifyOptions) ([][]*x509.Certificate, error) {
		options.Roots = pool
		return leaf.Verify(options)
	}
}

// secure agrees on TLS over a connection, and judges the certificate. The
// connection is nil when that failed.
func (w Way) secure(ctx context.Context, conn net.Conn, name string, r Result) (net.Conn, Result) {
	// The certificate is judged after the handshake: one that is not trusted is
	// worth reading too. Nothing is sent before it is judged.
	secure := tls.Client(conn, &tls.Config{ServerName: name, InsecureSkipVerify: true})
	if err := secure.HandshakeContext(ctx); err != nil {
		return nil, r.broken(Trust, err)
	}
	if r = w.judge(secure.ConnectionState().PeerCertificates, name, r); !r.Reached() {
		return nil, r
	}
	return secure, r
}

// judge says whether the chain that a host presented is to be trusted, and who
// vouches for it.
func (w Way) judge(chain []*x509.Certificate, name string, r Result) Result {
	if len(chain) == 0 {
		return r.at(Trust, Untrusted)
	}
	leaf := chain[0]
	options := x509.VerifyOptions{DNSName: name, Intermediates: x509.NewCertPool()}
	for _, c := range chain[1:] {
		options.Intermediates.AddCert(c)
	}
	verify := w.Verify
	if verify == nil {
		verify = System
	}
	chains, err := verify(leaf, options)
	// The last that was presented names the highest authority that can be seen.
	r.Issuer = authority(chain[len(chain)-1])
	if err == nil {
		r.Company = true
		for _, c := range chains {
			root := c[len(c)-1]
			r.Issuer = Subject(root)
			if IsPublic(root) {
				r.Company = false
				break
			}
		}
		return r
	}
	var wrong x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &wrong):
		return r.at(Trust, WrongName)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return expired(invalid.Cert, leaf, r)
	}
	return r.at(Trust, Untrusted)
}

// expired says of a certificate outside of its time on which side it is.
func expired(which, leaf *x509.Certificate, r Result) Result {
	if which == nil {
		which = leaf
	}
	if time.Now().Before(which.NotBefore) {
		r.Until = which.NotBefore.UTC()
		return r.at(Trust, Early)
	}
	r.Until = which.NotAfter.UTC()
	return r.at(Trust, Expired)
}

// authority names who signed a certificate.
func authority(c *x509.Certificate) string {
	return cmp.Or(c.Issuer.CommonName, first(c.Issuer.Organization), first(c.Issuer.OrganizationalUnit), "someone without a name")
}

// Subject names whom a certificate is about.
func Subject(c *x509.Certificate) string {
	return cmp.Or(c.Subject.CommonName, first(c.Subject.Organization), first(c.Subject.OrganizationalUnit), "someone without a name")
}

func first(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// IsPublic reports whether an authority is one of those that are trusted
// everywhere.
func IsPublic(root *x509.Certificate) bool {
	_, public := publicKeys()[sha256.Sum256(root.RawSubjectPublicKeyInfo)]
	return public
}

// publicKeys are the keys of the authorities that are trusted everywhere. An
// authority may have several certificates over one key.
var publicKeys = sync.OnceValue(func() map[[sha256.Size]byte]struct{} {
	keys := map[[sha256.Size]byte]struct{}{}
	for root := range bundle.Roots() {
		if certificate, err := x509.ParseCertificate(root.Certificate); err == nil {
			keys[sha256.Sum256(certificate.RawSubjectPublicKeyInfo)] = struct{}{}
		}
	}
	return keys
})
