package network

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"firstlight/backend/network/layer"
	"firstlight/backend/process"
)

// packageLimit bounds what npm or pip takes to reach one host.
const packageLimit = 15 * time.Second

// fromPackageManagers has npm and pip reach for the first host whose traffic a
// company opens, where they are installed: they bring authorities of their own
// along, and may not know the company's. For all else they go the way that
// everything goes, so that only their trust is judged.
func (n *Network) fromPackageManagers(ctx context.Context, targets []layer.Target, seen []layer.Result) []report {
	i := slices.IndexFunc(seen, func(r layer.Result) bool { return r.Company })
	if i < 0 || targets[i].Protocol != layer.HTTPS {
		return nil
	}
	address := targets[i].URL().String()
	managers := []struct {
		place     place
		distrusts func(context.Context, string) (bool, error)
	}{{fromNpm, n.npmDistrusts}, {fromPip, n.pipDistrusts}}
	reports := make([]report, len(managers))
	var asking sync.WaitGroup
	for at, m := range managers {
		asking.Go(func() {
			reports[at] = report{place: m.place, results: make([]*layer.Result, len(targets))}
			distrusted, err := m.distrusts(ctx, address)
			if err != nil {
				return // It is not there, or not in order: another claim's matter.
			}
			r := layer.Result{Host: seen[i].Host, Via: seen[i].Via, Issuer: seen[i].Issuer, Company: true}
			if distrusted {
				r.Layer, r.Reason, r.Company = layer.Trust, layer.Untrusted, false
			}
			reports[at].results[i] = &r
		})
	}
	asking.Wait()
	return reports
}

// npmDistrusts reports whether npm does not trust the certificate of a host.
func (n *Network) npmDistrusts(ctx context.Context, address string) (bool, error) {
	return n.distrusts(ctx, process.Spec{
		Args: []string{
			"npm", "ping", "--registry", address, "--fetch-retries=0", "--fetch-timeout=8000",
			"--logs-max=0", "--no-update-notifier", "--no-audit", "--no-fund", "--color=false",
		},
		Env: []string{"NO_UPDATE_NOTIFIER=1"},
	}, "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_GET_ISSUER_CERT", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "DEPTH_ZERO_SELF_SIGNED_CERT")
}

// pipDistrusts reports whether pip does not trust the certificate of a host. It
// asks for a package that there is none of, so that nothing is fetched.
func (n *Network) pipDistrusts(ctx context.Context, address string) (bool, error) {
	return n.distrusts(ctx, process.Spec{
		Args: []string{
			n.pip(), "download", "--no-input", "--no-deps", "--no-cache-dir", "--disable-pip-version-check",
			"--retries=0", "--timeout=8", "--dest", ".", "--index-url", address, "firstlight-probe",
		},
	}, "CERTIFICATE_VERIFY_FAILED", "certificate verify failed")
}

// pip returns the name of pip on this machine.
func (n *Network) pip() string {
	if !n.has("pip3") && n.has("pip") {
		return "pip"
	}
	return "pip3"
}

// distrusts runs a program that reaches for a host and reports whether it says
// any of the words of a certificate that is not trusted. The error says that
// the program did not get to tell.
func (n *Network) distrusts(ctx context.Context, spec process.Spec, words ...string) (bool, error) {
	spec.Limit = packageLimit
	spec.Env = append(spec.Env, "LC_ALL=C")
	result, err := n.apart(ctx, spec)
	for _, w := range words {
		if strings.Contains(result.Output, w) {
			return true, nil
		}
	}
	var exit *process.ExitError
	if err != nil && !errors.As(err, &exit) {
		return false, err
	}
	return false, nil
}
