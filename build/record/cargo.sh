# shellcheck shell=bash disable=SC2016,SC2154
# Failures of cargo, rustc and rustup.

rust=(RUSTUP_HOME=/home/ada/.rustup CARGO_HOME=/home/ada/.cargo_own "PATH=/home/ada/.cargo/bin:/usr/bin:/bin")
if [ ! -d /home/ada/.rustup ]; then rust[0]="RUSTUP_HOME=${RUSTUP_HOME:-/usr/local/rustup}"; fi
with_env "${rust[@]}"
version_is "$(as ada 'cargo --version' | cut -d ' ' -f 1-2)"
crate() { quietly "cargo new --vcs none $1; cd $1; sed -i 's#^edition.*#$2#' Cargo.toml"; }
crate fresh_crate 'edition = "2021"'
innocent cargo-work 'cd fresh_crate; cargo build; cargo test; cargo run; cargo --help; rustc --help'
innocent cargo-error 'cd fresh_crate; echo "fn main() { let x: i32 = \"a\"; }" >src/main.rs; cargo build; echo "#[test] fn t() { assert_eq!(1, 2) } fn main() {}" >src/main.rs; cargo test'
crate old 'edition = "2021"\nrust-version = "1.999"'
record cargo-rust-version 'cd old; cargo build'
crate edition 'edition = "2099"'
record cargo-edition 'cd edition; cargo build'
crate lock 'edition = "2021"'
record cargo-lock-version 'cd lock; cargo generate-lockfile; sed -i "s#^version = [0-9]*\$#version = 99#" Cargo.lock; cargo build'
crate serde 'edition = "2021"'
quietly 'cd serde; printf "serde = \"1\"\n" >>Cargo.toml'
record dns-unresolved/cargo 'cd serde; CARGO_NET_RETRY=0 cargo build'
record cargo-offline 'cd serde; cargo build --offline'
quietly 'cargo new --vcs none --lib inner_lib; cd lock; cargo generate-lockfile; printf "inner_lib = { path = \"../inner_lib\" }\n" >>Cargo.toml; rm -f Cargo.lock; sed -i "/inner_lib/d" Cargo.toml; cargo generate-lockfile; printf "inner_lib = { path = \"../inner_lib\" }\n" >>Cargo.toml'
record cargo-lock-outdated 'cd lock; cargo build --locked'
quietly 'cargo new --vcs none killed; cd killed; printf "fn main() { let _ = std::process::Command::new(\"sh\").args([\"-c\", \"kill -9 \$PPID\"]).status(); }\n" >build.rs'
record memory-killed/cargo 'cd killed; cargo build'
record cargo-no-manifest 'mkdir -p nocrate; cd nocrate; cargo build'
record cargo-target-missing 'cd fresh_crate; echo "fn main() {}" >src/main.rs; cargo build --target aarch64-unknown-linux-gnu'
quietly 'mkdir -p few2; for p in cargo rustc rustup; do ln -sf /home/ada/.cargo/bin/$p few2/; done'
with_env "${rust[@]:0:2}" PATH=/home/ada/few2
record cargo-linker-missing '/bin/rm -rf fresh_crate/target; cd fresh_crate; cargo build'
with_env "${rust[@]}" RUSTUP_HOME=/home/ada/.rustup_new
record rustup-no-default 'cargo build'
