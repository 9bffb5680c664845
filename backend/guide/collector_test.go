package guide_test

import (
	"bytes"
	"cmp"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"flag"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"

	"firstlight/backend/share/otlp"
	"firstlight/backend/share/otlp/otlptest"
	"firstlight/backend/share/telemetry"
	"firstlight/backend/store"
)

var updateGolden = flag.Bool("golden", false, "write the golden files anew")

// collector is a real OpenTelemetry collector with the configuration that we ship.
// It hands on to a backend, in the place of Tempo and of Prometheus.
type collector struct {
	t       testing.TB
	backend *backend
	address string
	// authority is the file of who vouches for it, certificate and key its own.
	authority, certificate, key string
	command                     *exec.Cmd
	log                         lockedBuffer
}

// lockedBuffer is a buffer that a program writes to while it is read.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write takes what is written.
func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

// String returns all of it.
func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// newCollector returns a collector that does not run yet, or skips the test where
// this machine has none; on CI that is a failure.
func newCollector(t testing.TB) *collector {
	t.Helper()
	program, err := filepath.Abs("../../build/cache/collector/collector")
	if err == nil {
		_, err = os.Stat(program)
	}
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("needs an OpenTelemetry collector: build/test/collector.sh")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &collector{t: t, address: listener.Addr().String(), backend: newBackend(t)}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	c.certify(t.TempDir())
	t.Cleanup(c.kill)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the collector said:\n%s", c.log.String())
		}
	})
	return c
}

// certify makes an authority that no system knows, and a certificate by it.
func (c *collector) certify(folder string) {
	c.t.Helper()
	write := func(name, kind string, der []byte) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			c.t.Fatal(err)
		}
		return file
	}
	must := func(der []byte, err error) []byte {
		if err != nil {
			c.t.Fatal(err)
		}
		return der
	}
	authorityKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	key, err2 := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err := cmp.Or(err, err2); err != nil {
		c.t.Fatal(err)
	}
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Acme"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	own := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "otel"}, NotBefore: authority.NotBefore, NotAfter: authority.NotAfter,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	c.authority = write("ca.pem", "CERTIFICATE", must(x509.CreateCertificate(rand.Reader, authority, authority, &authorityKey.PublicKey, authorityKey)))
	c.certificate = write("cert.pem", "CERTIFICATE", must(x509.CreateCertificate(rand.Reader, own, authority, &key.PublicKey, authorityKey)))
	c.key = write("key.pem", "EC PRIVATE KEY", must(x509.MarshalECPrivateKey(key)))
}

func (c *collector) start() {
	c.t.Helper()
	c.command = exec.Command("../../build/cache/collector/collector",
		"--config", "../../assets/telemetry/collector.yaml", "--config", "yaml:service::telemetry::metrics::level: none")
	c.command.Env = []string{
		"FIRSTLIGHT_LISTEN=" + c.address, "FIRSTLIGHT_CERTIFICATE=" + c.certificate, "FIRSTLIGHT_KEY=" + c.key,
		"PROMETHEUS_URL=" + c.backend.URL + "/prometheus", "TEMPO_URL=" + c.backend.URL + "/tempo",
	}
	c.command.Stdout, c.command.Stderr = &c.log, &c.log
	if err := c.command.Start(); err != nil {
		c.t.Fatal(err)
	}
	for deadline := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		conn, err := net.Dial("tcp", c.address)
		if err == nil {
			_ = conn.Close()
			return
		}
		if time.Now().After(deadline) {
			c.t.Fatalf("the collector does not listen: %v\n%s", err, c.log.String())
		}
	}
}

// kill ends it at once.
func (c *collector) kill() {
	if c.command != nil && c.command.ProcessState == nil {
		_ = c.command.Process.Kill()
		_ = c.command.Wait()
	}
}

// env is what a person is told to set.
func (c *collector) env() []string {
	return []string{endpoint("https://" + c.address), "OTEL_EXPORTER_OTLP_CERTIFICATE=" + c.authority, "OTEL_EXPORTER_OTLP_COMPRESSION=gzip"}
}

// TestARealCollectorHandsOnWhatItWasSent sends an onboarding through the collector,
// as Protobuf and as JSON, and holds what comes out of it against what was told.
func TestARealCollectorHandsOnWhatItWasSent(t *testing.T) {
	for _, protocol := range []string{"http/protobuf", "http/json"} {
		t.Run(protocol, func(t *testing.T) {
			c := newCollector(t)
			c.start()
			settings, err := telemetry.Read(append(c.env(), "OTEL_EXPORTER_OTLP_PROTOCOL="+protocol), nil)
			if err != nil {
				t.Fatal(err)
			}
			told := otlp.Read(otlp.Source{Onboarding: otlptest.Days().Wordless(), Resource: otlp.Resource{Version: "v1.2.3", System: "linux"}})
			for _, b := range append(told.Trace(0, 500), told.Metrics(time.Date(2026, 3, 3, 5, 0, 0, 0, time.UTC))) {
				to, ok := settings.To(b.Signal)
				if !ok {
					t.Fatalf("%s go nowhere", b.Signal)
				}
				sender, err := telemetry.NewSender(to, "v1.2.3", nil)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(sender.Close)
				if answer := sender.Send(t.Context(), b.Body); answer.Outcome != telemetry.Taken || answer.Rejected != 0 {
					t.Fatalf("sending %s: %+v", b.Signal, answer)
				}
			}
			eventually(t, "both came out", func() bool { return c.backend.requests() == 2 })
			got := c.backend.received()
			golden := filepath.Join("testdata", "collector.json")
			if *updateGolden {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(string(want), got); diff != "" {
				t.Errorf("received (-want +got):\n%s", diff)
			}
		})
	}
}

// received returns what was taken, the traces first.
func (b *backend) received() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var text strings.Builder
	add := func(signal otlp.Signal, m proto.Message) {
		body, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
		if err != nil {
			b.t.Fatal(err)
		}
		shown, err := otlp.JSON(signal, body)
		if err != nil {
			b.t.Fatal(err)
		}
		fmt.Fprintf(&text, "// %s\n%s", signal, shown)
	}
	for _, m := range b.traces {
		add(otlp.Traces, m)
	}
	for _, m := range b.metrics {
		add(otlp.Metrics, m)
	}
	return text.String()
}

// TestOfflineThenARealCollector works through a journey with nobody there, then
// with a collector that is killed in the middle and comes back, and holds that each
// span arrived, and once.
func TestOfflineThenARealCollector(t *testing.T) {
	c, w := newCollector(t), newWorld(t, step("one"), step("two"), step("three"), step("four"))
	w.make("one")
	g := w.telling(c.env()...)
	settle(t, g)
	agree(t, g)
	eventually(t, "it was tried in vain", func() bool {
		v := telemetryOf(t, g)
		return len(v.Waiting) > 0 && strings.Contains(v.Waiting[0].Said, "no way to")
	})
	c.start()
	w.ahead.Add(int64(time.Minute))
	eventually(t, "what waited arrived", func() bool { return slices.Equal(c.backend.names(), []string{"one"}) })

	w.make("two")
	eventually(t, "two arrived", func() bool { return slices.Equal(c.backend.names(), []string{"one", "two"}) })
	// A collector that is killed before it has answered is sent the same once more.
	eventually(t, "two was answered", func() bool { return len(telemetryOf(t, g).Waiting) == 0 })
	c.kill()
	w.make("three")
	eventually(t, "three waits", func() bool {
		return slices.ContainsFunc(telemetryOf(t, g).Waiting, func(b store.TelemetryBatch) bool { return b.Signal == "traces" && b.Attempts > 0 })
	})
	// The program ends as well, and what waits is on the disk.
	shut(t, g)
	c.start()
	w.ahead.Add(int64(time.Hour))
	w.make("four")
	again := w.telling(c.env()...)
	settle(t, again)
	eventually(t, "all arrived", func() bool {
		return slices.Equal(c.backend.names(), []string{"four", "onboarding", "one", "three", "two"})
	})
	eventually(t, "nothing waits", func() bool { return len(telemetryOf(t, again).Waiting) == 0 })
}

// TestTwoFacesAndARealCollector has two programs send to one collector, which asks
// for a key.
func TestTwoFacesAndARealCollector(t *testing.T) {
	c, w := newCollector(t), newWorld(t, step("one"), step("two"), step("three"))
	c.start()
	door := c.door("Bearer letmein")
	env := []string{endpoint(door), "OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20letmein"}
	one := w.telling(env...)
	settle(t, one)
	agree(t, one)
	two := w.telling(env...)
	settle(t, two)
	for _, name := range []string{"one", "two", "three"} {
		w.make(name)
		eventually(t, name+" holds for both", func() bool { return view(t, one).State.Holds(name) && view(t, two).State.Holds(name) })
	}
	eventually(t, "all arrived", func() bool { return slices.Equal(c.backend.names(), []string{"onboarding", "one", "three", "two"}) })
	shut(t, one)
	shut(t, two)
	c.backend.names()
}

// door stands before the collector and lets in who has the key.
func (c *collector) door(key string) string {
	c.t.Helper()
	pool := x509.NewCertPool()
	text, err := os.ReadFile(c.authority)
	if err != nil {
		c.t.Fatal(err)
	}
	pool.AppendCertsFromPEM(text)
	inside := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	door := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != key {
			c.t.Errorf("a request with the key %q", r.Header.Get("Authorization"))
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		r.URL.Scheme, r.URL.Host, r.RequestURI = "https", c.address, ""
		response, err := inside.Do(r)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer func() { _ = response.Body.Close() }()
		w.WriteHeader(response.StatusCode)
		_, _ = io.Copy(w, response.Body)
	}))
	c.t.Cleanup(inside.CloseIdleConnections)
	c.t.Cleanup(door.Close)
	return door.URL
}
