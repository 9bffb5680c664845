package detect

import "slices"

// ecosystemReaders are the readers of the languages beside Go and Node, and of
// what goes with any language.
func ecosystemReaders() []reader {
	return slices.Concat(
		pythonReaders(), rustReaders(), rubyReaders(), phpReaders(), elixirReaders(), dotnetReaders(), mavenReaders(), gradleReaders(),
		javaVersionReaders(), swiftReaders(), dartReaders(), cReaders(), nixReaders(), otherReaders(), denoReaders(),
		envFileReaders(), hookReaders(), brewfileReaders(), dockerfileReaders(),
	)
}
