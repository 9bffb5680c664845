package network

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/url"
	"os"
	"time"
)

// Transport returns the way that programs of this machine take to a host: through
// the proxies that the environment names, trusting whom the system trusts.
func (n *Network) Transport() *http.Transport {
	const handshake, silence, idle = 10 * time.Second, 20 * time.Second, 90 * time.Second
	return &http.Transport{
		Proxy:                 func(r *http.Request) (*url.URL, error) { return n.env().proxies().ProxyFunc()(r.URL) },
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: n.env().trusted()},
		TLSHandshakeTimeout:   handshake,
		ResponseHeaderTimeout: silence,
		IdleConnTimeout:       idle,
		ForceAttemptHTTP2:     true,
	}
}

// trusted are those whom the system trusts, and whom the environment names
// besides; nil means the system alone.
func (e environment) trusted() *x509.CertPool {
	file := e.get("SSL_CERT_FILE")
	if file == "" {
		return nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil // Programs go on without it too.
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	pool.AppendCertsFromPEM(text)
	return pool
}
