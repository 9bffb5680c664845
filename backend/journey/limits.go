package journey

// The limits of a journey file. docs/journey-file.md names those that an author
// could meet.
const (
	maxBytes  = 1 << 20
	maxSteps  = 500
	maxErrors = 50
	// maxDepth is how deep lists and sets of keys may lie in one another; a
	// valid journey needs seven.
	maxDepth = 32
	// maxNodes is the most values that a file may have, each alias counted as
	// all that it stands for.
	maxNodes = 50_000
	// The YAML parser needs time or memory that grows with the square of the
	// following, so they are bounded before it sees the file.
	maxTokens     = 50_000
	maxKeys       = 256
	maxKeyLength  = 256
	maxBlankLines = 32
	maxLineTabs   = 64
	maxAngles     = 64
)
