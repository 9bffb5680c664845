# make run   builds Firstlight and opens it
# make test  runs every check that there is
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run test build bindings bench practice screenshots pictures lint clean always

step := build/setup/step.sh
setup_files := $(wildcard build/setup/*.sh build/setup/node/*.json) go.mod frontend/package.json
ready := build/cache/ready-build
packages := build/cache/frontend-packages
interface := frontend/dist/index.html
acted := build/cache/acted/index.html
window := build/bin/firstlight-window
terminal := build/bin/firstlight
release := build/cache/release
probes := assets/probe/linux-amd64.gz assets/probe/linux-arm64.gz

interface_files := $(shell find frontend/src frontend/public frontend/wailsjs -not -name '*.spec.ts') \
	$(wildcard frontend/*.html frontend/*.json frontend/*.js frontend/*.ts)
probe_files := go.sum $(wildcard backend/network/layer/*.go backend/network/probe/*.go)
go_files := go.sum build/linux/icon.png frontend/embed.go $(wildcard *.go) $(shell find app backend assets -not -name '*_test.go')
go_build = go build -buildvcs=false -ldflags '-s -w -X firstlight/backend/release.linked='$$(cat $(release))

help:
	@echo 'make run       install what is missing, build, and open Firstlight on its demo journey'
	@echo 'make test      install what is missing, and run every check and test'
	@echo
	@echo 'make build     build the window ($(window)) and the terminal program ($(terminal))'
	@echo 'make lint      the static checks alone'
	@echo 'make bench     measure, and print a table of medians and ratios'
	@echo 'make practice  hold what is detected against labelled repositories: SET=folder MIRRORS=folder'
	@echo 'make screenshots  take the pictures of README.md and docs/ anew, from acted scenes'
	@echo 'make pictures  keep how pages look now, for make test to hold them against'
	@echo 'make bindings  write frontend/wailsjs anew after a change to app.App'
	@echo 'make clean     remove everything that these commands built or fetched'

run:
	@exec build/setup/run.sh

test:
	@exec build/test/all.sh

build: $(window) $(terminal)
	@:

bindings: $(ready)
	@build/setup/with.sh build/setup/bindings.sh frontend/wailsjs

bench: build
	@exec build/setup/with.sh go run ./build/bench

practice: $(terminal)
	@test -n "$(SET)" && test -n "$(MIRRORS)" || { echo 'Name the labels and the repositories: make practice SET=folder MIRRORS=folder' >&2; exit 2; }
	@exec build/setup/with.sh go run -C '$(SET)/score' . -firstlight '$(abspath $(terminal))' -labels '$(abspath $(SET))' -mirrors '$(abspath $(MIRRORS))' -v

screenshots: $(acted)
	@build/setup/with.sh build/setup/screenshots.sh

pictures: $(acted)
	@build/setup/with.sh build/test/pictures.sh keep

lint: $(packages)
	@exec build/test/lint.sh

clean:
	@build/setup/clean.sh

build/cache/ready-%: $(setup_files)
	@build/setup/need.sh $*

$(packages): frontend/package-lock.json | $(ready)
	@$(step) 'Fetching the packages of the interface' packages npm --prefix frontend ci --no-audit --no-fund
	@touch $@

$(interface): $(interface_files) $(packages)
	@$(step) 'Building the interface' interface npm --prefix frontend run build
	@touch $@

$(acted): $(interface_files) $(packages)
	@$(step) 'Building the interface with an acted backend' acted npm --prefix frontend run acted
	@touch $@

# Changes only when the commit or its tag does, so that nothing is built in vain.
$(release): always
	@mkdir -p $(@D)
	@{ test -e .git && git describe --tags --always --dirty; } >$@.new 2>/dev/null || :
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(probes): assets/probe/linux-%.gz: $(probe_files) | $(ready)
	@$(step) 'Building the probe for containers on $*' probe-$* build/setup/probe.sh $* $@

# The flags are those with which `wails build` compiles on Linux.
$(window): $(go_files) $(interface) $(probes) $(release) | $(ready)
	@$(step) 'Building the window' window $(go_build) -tags desktop,production,webkit2_41 -o $@ .
	@touch $@

$(terminal): $(go_files) $(interface) $(probes) $(release) | $(ready)
	@$(step) 'Building the terminal program' terminal $(go_build) -o $@ ./app/cli
	@touch $@
