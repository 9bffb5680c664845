//go:build unix

package repository_test

import (
	"os"
	"path/filepath"
	"testing"

	"firstlight/backend/check"
	"firstlight/backend/repository"
)

func TestAHookThatCannotBeStarted(t *testing.T) {
	b := newBench(t)
	dir, _ := b.cloned()
	b.git(dir, "config", "core.hooksPath", ".githooks")
	hook := filepath.Join(dir, ".githooks", "pre-commit")
	c := b.rooms().Hook(repository.HookSpec{Dir: dir, Path: ".githooks"})
	for text, want := range map[string]string{
		"#!/bin/sh\n":                          "",
		"#!/usr/bin/env sh\ntrue\n":            "",
		"#!/usr/bin/env -S sh -e\n":            "",
		"#!/usr/bin/env LAMP=lit sh\n":         "",
		"true\n":                               "",
		"#!\n":                                 "",
		"#!/bin/sh\r\ntrue\r\n":                "Git cannot run pre-commit: its lines end as they do on Windows",
		"#!/opt/acme/bin/lamp -x\n":            "Git cannot run pre-commit: it is written for /opt/acme/bin/lamp, which is not on this machine",
		"#!/usr/bin/env lamplighter\n":         "Git cannot run pre-commit: it is written for lamplighter, which is not on this machine",
		"#!/usr/bin/env -S lamplighter --dim ": "Git cannot run pre-commit: it is written for lamplighter, which is not on this machine",
	} {
		b.write(dir, ".githooks/pre-commit", text)
		must(t, os.Chmod(hook, 0o755))
		f := b.observe(c)
		if want == "" {
			b.want(f, check.OK, "")
			continue
		}
		b.want(f, check.Failing, "hook/cannot-run")
		if f.Summary != want {
			t.Errorf("%q reads %q, want %q", text, f.Summary, want)
		}
	}
}
