package detect

import "strings"

func rustReaders() []reader {
	return []reader{
		{names: []string{"rust-toolchain", "rust-toolchain.toml"}, read: readRustToolchain},
		{names: []string{"Cargo.toml"}, read: readCargo},
	}
}

// readRustToolchain reads the toolchain that rustup takes in this folder.
func readRustToolchain(f *file, s *statements) {
	channel, line := strings.TrimSpace(string(f.data)), 1
	if strings.Contains(channel, "[toolchain]") {
		n := f.toml().get("toolchain", "channel")
		channel, line = n.str(), n.at()
	}
	if channel == "" {
		return
	}
	version, reason := "", "rustup uses the channel "+channel+" in this folder."
	if startsWithDigit(channel) {
		// A toolchain is named by its numbers, perhaps with the platform behind it.
		number, _, _ := strings.Cut(channel, "-")
		version, reason = pinned(number), "rustup uses Rust "+number+" in this folder."
	}
	s.tool(f, line, "rust", enforced, demands, version, reason)
}

func readCargo(f *file, s *statements) {
	manifest := f.toml()
	workspace, crate := manifest.get("workspace"), manifest.get("package")
	if len(workspace.each())+len(crate.each()) == 0 {
		return
	}
	version, line := crate.get("rust-version"), 1
	if version.str() == "" {
		version = workspace.get("package", "rust-version")
	}
	if version != nil {
		line = version.at()
	}
	if workspace != nil {
		s.member(f, "rust", workspace.get("members").texts()...)
	}
	member := workspace == nil && f.above("Cargo.toml") != ""
	if member && version.str() == "" {
		return // It says nothing that its workspace does not.
	}
	reason := "Cargo.toml describes a Rust project."
	if version.str() != "" {
		reason = "rust-version is the oldest Rust that compiles it."
	}
	s.tool(f, line, "rust", declared, demands, floor(version.str()), reason)
	if member {
		return
	}
	s.tool(f, 1, "cargo", declared, demands, "", "Cargo builds it and comes with Rust.")
	s.command(f, 1, Setup, bare, "rust", "cargo build", "Cargo fetches and builds what the project is made of.")
	s.command(f, 1, Build, bare, "rust", "cargo build", "Cargo builds it.")
	test := "cargo test"
	if workspace != nil && crate != nil {
		test = "cargo test --workspace"
	}
	s.command(f, 1, Test, bare, "rust", test, "Cargo runs the tests.")
	if crate != nil && (f.beside("src/main.rs") != "" || manifest.get("bin") != nil) {
		s.command(f, crate.at(), Run, bare, "rust", "cargo run", "The crate has a program.")
	}
}
