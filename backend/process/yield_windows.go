package process

import "os"

// yield does nothing: what asks for it is not started here.
func yield(*os.Process) {}
