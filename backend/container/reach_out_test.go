package container_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstlight/backend/check"
	room "firstlight/backend/container"
)

func TestComposeSaysWhatServicesReach(t *testing.T) {
	t.Parallel()
	const docker = "lighthouse may command Docker through /var/run/docker.sock, which amounts to administrator rights on this machine"
	tests := map[string]struct {
		yaml    string
		reaches []string
	}{
		"nothing":                           {"    ports: [\"PORT:8080\", \"127.0.0.1::81\", \"[::1]:PORT:82\"]\n    volumes: [\"data:/data\", \".:/code\", \"../web:/web\", /anonymous]\n", nil},
		"every right":                       {"    privileged: true\n", []string{"lighthouse runs privileged: it may do everything on this machine"}},
		"the engine":                        {"    volumes: [\"/var/run/docker.sock:/var/run/docker.sock:ro\"]\n", []string{docker}},
		"the engine by another name":        {"    volumes: [\"/run:/host\"]\n", []string{"lighthouse may command Docker through /run, which amounts to administrator rights on this machine"}},
		"the engine by Compose":             {"    use_api_socket: true\n", []string{"lighthouse may command Docker, which amounts to administrator rights on this machine, with your sign-ins to registries"}},
		"folders of the machine":            {"    volumes: [\"/etc:/etc:ro\", \"/srv/data:/data\"]\n", []string{"lighthouse reads /etc of this machine", "lighthouse reads and changes /srv/data of this machine"}},
		"a folder above the repository":     {"    volumes: [\"../..:/above\"]\n", []string{"lighthouse reads and changes ABOVE of this machine"}},
		"a link out of the repository":      {"    volumes: [\"./link:/link\"]\n", []string{"lighthouse reads and changes HERE/link of this machine"}},
		"a folder that a volume stands for": {"    volumes: [\"etc:/etc\"]\n", []string{"lighthouse reads and changes /etc of this machine"}},
		"a secret of the machine":           {"    secrets: [far]\n", []string{"lighthouse reads /etc/hostname of this machine"}},
		"variables of the machine":          {"    env_file: [{path: /etc/environment, required: false}]\n", []string{"lighthouse reads /etc/environment of this machine"}},
		"the machine's own spaces":          {"    network_mode: host\n    pid: host\n    ipc: host\n", []string{"lighthouse uses the network of this machine as its own", "lighthouse sees the processes of this machine", "lighthouse shares memory with the programs of this machine"}},
		"further rights":                    {"    cap_add: [SYS_ADMIN, NET_ADMIN]\n    security_opt: [\"seccomp:unconfined\"]\n    devices: [/dev/kvm]\n", []string{"lighthouse has the further rights SYS_ADMIN, NET_ADMIN", "lighthouse uses the device /dev/kvm", "lighthouse runs without a protection that containers have: seccomp:unconfined"}},
		"the office":                        {"    ports: [\"0.0.0.0:PORT:8080\"]\n", []string{"lighthouse is reached by other machines, on port PORT of 0.0.0.0"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProject(t, "services: {}\n")
			// The compose file stands in a folder of a repository.
			repository := p.dir
			p.dir = filepath.Join(repository, "deploy")
			p.file = filepath.Join(p.dir, "compose.yaml")
			for _, folder := range []string{filepath.Join(repository, ".git"), p.dir} {
				if err := os.Mkdir(folder, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Symlink("/srv", filepath.Join(p.dir, "link")); err != nil {
				t.Fatal(err)
			}
			p.rewrite("services:\n  lighthouse:\n    image: " + base() + "\n" + test.yaml +
				"volumes: { data: {}, etc: { driver_opts: { type: none, o: bind, device: /etc } } }\nsecrets: { far: { file: /etc/hostname } }\n")
			c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
			f := observe(t, c)
			want(t, f, room.NotStarted)
			replace := strings.NewReplacer("PORT", strings.TrimPrefix(p.address(""), "http://127.0.0.1:"), "ABOVE", filepath.Dir(repository), "HERE", p.dir)
			var wanted []string
			for _, reach := range test.reaches {
				wanted = append(wanted, replace.Replace(reach))
			}
			if got := c.Fixes(f)[0].Reaches; !slices.Equal(got, wanted) {
				t.Errorf("got %q, want %q", got, wanted)
			}
		})
	}
}

func TestComposeStartsOnlyWhatWasApproved(t *testing.T) {
	t.Parallel()
	p := newProject(t, oneService("steady"))
	c := newEngine(t).ComposeCheck(room.ComposeSpec{Files: []string{p.file}})
	f := observe(t, c)
	fix := c.Fixes(f)[0]
	p.rewrite(oneService("steady") + "    volumes: [\"/srv:/srv:ro\"]\n")
	err := fix.Apply(t.Context(), nil, check.Silent{})
	if err == nil || !strings.Contains(err.Error(), "reads /srv of this machine") || len(p.containers()) != 0 {
		t.Errorf("a file that changed after the approval was started: %v", err)
	}
	f = observe(t, c)
	if err := c.Fixes(f)[0].Apply(t.Context(), nil, check.Silent{}); err != nil {
		t.Fatal(err)
	}
	want(t, observe(t, c), "")
}
