package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net/http"
	"os"
	"strings"
	"time"
)

// certificates are those of one company, and of a host that has let its lapse.
type certificates struct {
	root *x509.Certificate
	key  *ecdsa.PrivateKey
}

// issue makes the company's own root and writes it to folder/ca.pem.
func issue(folder string) (*certificates, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Acme Root CA", Organization: []string{"Acme"}},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(10, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, root, root, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	if root, err = x509.ParseCertificate(der); err != nil {
		return nil, err
	}
	return &certificates{root: root, key: key}, os.WriteFile(folder+"/ca.pem", text, 0o644)
}

// serve serves over TLS. A host whose name starts with expired or wrong has a
// certificate that is.
func (c *certificates) serve(address string, site http.Handler) error {
	server := &http.Server{Addr: address, Handler: site, TLSConfig: &tls.Config{GetCertificate: c.forHost}}
	return server.ListenAndServeTLS("", "")
}

func (c *certificates) forHost(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	name, from, to := hello.ServerName, time.Now().Add(-time.Hour), time.Now().AddDate(1, 0, 0)
	if strings.HasPrefix(name, "expired.") {
		from, to = from.AddDate(-1, 0, 0), from.AddDate(0, 0, -1)
	}
	if strings.HasPrefix(name, "wrong.") {
		name = "other.acme.example"
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: from, NotAfter: to, KeyUsage: x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, c.root, &key.PublicKey, c.key)
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{der, c.root.Raw}, PrivateKey: key}, nil
}
