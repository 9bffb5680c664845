package network_test

import (
	"testing"

	"firstlight/backend/network"
	"firstlight/backend/network/layer"
)

// TestWhatGitSaysIsTheSameEachTime leaves out how long something took.
func TestWhatGitSaysIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	said := network.Said("fatal: unable to access 'https://github.com/': Failed to connect to github.com port 443 after 21054 ms: Couldn't connect to server")
	if said != "Failed to connect to github.com port 443: Couldn't connect to server" {
		t.Errorf("it is told as %q", said)
	}
}

// TestWhatGitSays reads what git was recorded to print with libraries that this
// machine does not have; what it prints here is read in the tests of Reach.
func TestWhatGitSays(t *testing.T) {
	t.Parallel()
	const github = "fatal: unable to access 'https://github.com/acme/harbour.git/': "
	tests := []struct {
		said   string
		layer  layer.Layer
		reason layer.Reason
	}{
		// desktop/desktop#4291: git 2.14.1.windows.1, OpenSSL.
		{github + "SSL certificate problem: unable to get local issuer certificate", layer.Trust, layer.Untrusted},
		{github + "SSL certificate problem: self-signed certificate in certificate chain", layer.Trust, layer.Untrusted},
		{github + "SSL certificate problem: certificate has expired", layer.Trust, layer.Expired},
		{github + "SSL certificate problem: certificate is not yet valid", layer.Trust, layer.Early},
		// desktop/desktop#21429: Windows 11, Secure Channel.
		{github + "schannel: SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that is not trusted.", layer.Trust, layer.Untrusted},
		// jeroen/curl#193: Windows, Secure Channel.
		{github + "schannel: CertGetCertificateChain trust error CERT_TRUST_IS_UNTRUSTED_ROOT", layer.Trust, layer.Untrusted},
		// desktop/desktop#3316: Windows, Secure Channel, behind a company's proxy.
		{github + "schannel: next InitializeSecurityContext failed: Unknown error (0x80092012) - The revocation function was unable to check revocation for the certificate.", layer.Trust, layer.Other},
		// git-for-windows/git#1752.
		{github + "error setting certificate verify locations:\n  CAfile: C:/Program Files/Git/mingw64/libexec/ssl/certs/ca-bundle.crt\n  CApath: none", layer.Trust, layer.NoAuthorities},
		{github + "error setting certificate file: /nowhere.pem", layer.Trust, layer.NoAuthorities},
		// sameersbn/docker-gitlab#2193: Linux Mint 19, GnuTLS.
		{github + "server certificate verification failed. CAfile: /etc/ssl/certs/ca-certificates.crt CRLfile: none", layer.Trust, layer.Untrusted},
		// ONLYOFFICE/build_tools#519 and Mixd/wp-deploy#152.
		{github + "SSL: certificate subject name (*.tllms.com) does not match target host name 'github.com'", layer.Trust, layer.WrongName},
		{github + "SSL: no alternative certificate subject name matches target host name 'github.com'", layer.Trust, layer.WrongName},
		// rofl0r/proxychains-ng#242: macOS 10.13.3; freedomofdevelopers/fod#447.
		{github + "LibreSSL SSL_connect: SSL_ERROR_SYSCALL in connection to github.com:443 ", layer.Trust, layer.Cut},
		{github + "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to github.com:443 ", layer.Trust, layer.Cut},
		// okkur/syna#879: Windows.
		{github + "OpenSSL SSL_read: Connection was reset, errno 10054", layer.Answer, layer.Cut},
		{github + "gnutls_handshake() failed: The TLS connection was non-properly terminated.", layer.Trust, layer.Cut},
		{github + "OpenSSL/3.0.13: error:0A00010B:SSL routines::wrong version number", layer.Trust, layer.Garbled},
		// oerdnj/deb.sury.org#565, landstrip/landstrip#129, alibaba/git-repo-go#49.
		{github + "Received HTTP code 403 from proxy after CONNECT", layer.Proxy, layer.Denied},
		{github + "CONNECT tunnel failed, response 407", layer.Proxy, layer.SignIn},
		{github + "Received HTTP code 500 from proxy after CONNECT", layer.Proxy, layer.Denied},
		{github + "CONNECT tunnel failed, response 503", layer.Proxy, layer.NoWay},
		{github + "Proxy CONNECT aborted", layer.Proxy, layer.Cut},
		{github + "Can't complete SOCKS5 connection to github.com. (4)", layer.Proxy, layer.NoWay},
		{github + "Could not resolve host: github.com", layer.Name, layer.NotFound},
		{github + "Could not resolve proxy: proxy.acme.example", layer.Name, layer.NotFound},
		{"* connect to 140.82.121.4 port 443 failed: Connection refused\n" + github + "Failed to connect to github.com port 443 after 21 ms: Couldn't connect to server", layer.Connect, layer.Refused},
		{github + "Failed to connect to github.com port 443 after 21054 ms: Couldn't connect to server", layer.Connect, layer.Other},
		{github + "Failed to connect to github.com port 443: Connection timed out", layer.Connect, layer.Silent},
		{github + "Failed to connect to github.com port 443: Network is unreachable", layer.Connect, layer.Unreachable},
		{github + "Empty reply from server", layer.Answer, layer.Cut},
		{github + "The requested URL returned error: 503", layer.Answer, layer.Ailing},
		{github + "The requested URL returned error: 407", layer.Proxy, layer.SignIn},
		{github + "something that nobody has seen yet", layer.Answer, layer.Other},
		// Whoever is turned away has been answered.
		{github + "The requested URL returned error: 403", "", ""},
		{"remote: Not Found\nfatal: repository 'https://github.com/' not found", "", ""},
		{"fatal: could not read Username for 'https://github.com': terminal prompts disabled", "", ""},
		{"fatal: Authentication failed for 'https://github.com/'", "", ""},
		{"fatal: https://github.com/info/refs not valid: is this a git repository?", "", ""},
		// Nothing is said of the way.
		{"fatal: transport 'ssh' not allowed", "-", "-"},
		{"git: 'remote-https' is not a git command. See 'git --help'.\n", "-", "-"},
		{"fatal: unable to find remote helper for 'https'", "-", "-"},
	}
	for _, test := range tests {
		if at, why := network.HearGit(test.said); at != test.layer || why != test.reason {
			t.Errorf("%s\nis heard as %q %q, want %q %q", test.said, at, why, test.layer, test.reason)
		}
	}
}
