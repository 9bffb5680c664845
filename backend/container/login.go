package container

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/docker/cli/cli/config"
	"github.com/docker/cli/cli/config/configfile"
	"github.com/docker/cli/cli/config/credentials"
	clitypes "github.com/docker/cli/cli/config/types"
	"github.com/docker/docker/api/types/registry"

	"firstlight/backend/check"
)

// login returns the way to sign in to a registry: what `docker login` does, with
// what the person types kept where the docker command keeps it.
func (e *Engine) login(host, user string) check.Fix {
	return check.Fix{
		ID: "docker-login", Title: "Sign in to " + host,
		Effect:    fmt.Sprintf("Docker may fetch your images from %s; it keeps what you type in %s", host, e.keeps(host)),
		Privilege: check.User, Undo: "docker logout " + host,
		Inputs: []check.Input{
			{Name: "user", Label: "User name", Hint: "Your account at " + host + ".", Default: user},
			{Name: "password", Label: "Password or access token", Hint: "A token that may only read images is best.", Secret: true},
		},
		Plan: func(a check.Answers) []check.Command {
			return []check.Command{check.Run("docker", "login", "--username", a["user"], "--password-stdin", host)}
		},
		Apply: func(ctx context.Context, a check.Answers, out check.Output) error {
			return e.signIn(ctx, host, a["user"], a["password"], out)
		},
	}
}

// keeps says where the docker command keeps what signs in to a registry.
func (e *Engine) keeps(host string) string {
	_, helper := e.writableConfiguration(host)
	if helper == "" {
		return filepath.Join(e.env().configDir(), config.ConfigFileName) + ", which others on this machine must not read"
	}
	return "the system's store, through docker-credential-" + helper
}

// writableConfiguration returns the docker command's configuration with the store
// that it would choose for the first sign-in, and the credential helper that keeps
// what signs in to a registry; empty where the file itself does.
func (e *Engine) writableConfiguration(host string) (file *configfile.ConfigFile, helper string) {
	file = e.env().configuration()
	if !file.ContainsAuth() {
		file.CredentialsStore = credentials.DetectDefaultStore(file.CredentialsStore)
	}
	if helper := file.CredentialHelpers[configKey(host)]; helper != "" {
		return file, helper
	}
	return file, file.CredentialsStore
}

// signIn has the engine try what the person typed, and keeps it where it is
// right.
func (e *Engine) signIn(ctx context.Context, host, user, password string, out check.Output) error {
	s, err := e.connect(ctx)
	if err != nil {
		return err
	}
	auth := registry.AuthConfig{Username: user, Password: password, ServerAddress: configKey(host)}
	said, err := s.api.RegistryLogin(ctx, auth)
	if err != nil {
		return fmt.Errorf("%s does not let %s in: %w", host, user, err)
	}
	keep := clitypes.AuthConfig{Username: user, Password: password, ServerAddress: configKey(host)}
	if said.IdentityToken != "" {
		keep.Password, keep.IdentityToken = "", said.IdentityToken
	}
	if err := e.keep(host, keep); err != nil {
		return fmt.Errorf("keeping your sign-in to %s: %w", host, err)
	}
	out.Line("Signed in to " + host + " as " + user)
	return nil
}

// keep puts what signs in to a registry where the docker command keeps it. The
// library's store for the file itself is not used: it prints.
func (e *Engine) keep(host string, auth clitypes.AuthConfig) error {
	file, helper := e.writableConfiguration(host)
	if helper != "" {
		return credentials.NewNativeStore(file, helper).Store(auth)
	}
	file.GetAuthConfigs()[configKey(host)] = auth
	return file.Save()
}
