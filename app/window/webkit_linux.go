package window

/*
#include <stdlib.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"os"
	"unsafe"
)

// tuneWebKit sets what WebKit reads from the environment, where the person has not set
// it. It is set for the libraries of this program and the processes that they start
// alone: Go has an environment of its own, which the programs of a journey get.
func tuneWebKit() error {
	var problems []error
	for name, value := range tuning(isSetForLibraries) {
		if err := setForLibraries(name, value); err != nil {
			problems = append(problems, fmt.Errorf("setting %s: %w", name, err))
		}
	}
	return errors.Join(problems...)
}

// tuning returns the variables to set for WebKit, given which are set already.
func tuning(isSet func(name string) bool) map[string]string {
	const (
		plain    = "WEBKIT_DISABLE_DMABUF_RENDERER"
		device   = "WEBKIT_WEB_RENDER_DEVICE_FILE"
		optimize = "JSC_useDFGJIT"
	)
	set := map[string]string{}
	// WebKit draws without the graphics card: some drivers leave the window blank
	// otherwise. It would load a driver into this program, 20 MiB and more, only to find
	// the card's device, which it need not find when it is told one.
	if !isSet(plain) {
		set[plain] = "1"
		if !isSet(device) {
			set[device] = os.DevNull
		}
	}
	// The compilers that optimize what runs for seconds take 5 MiB and more, and find
	// nothing of the kind in these pages; the first of the compilers stays.
	if !isSet(optimize) {
		set[optimize] = "0"
	}
	return set
}

// setForLibraries sets a variable for what is not written in Go.
func setForLibraries(name, value string) error {
	n, v := C.CString(name), C.CString(value)
	defer C.free(unsafe.Pointer(n))
	defer C.free(unsafe.Pointer(v))
	if failed, err := C.setenv(n, v, 1); failed != 0 {
		return err
	}
	return nil
}

// isSetForLibraries reports whether a variable is set for what is not written in Go.
func isSetForLibraries(name string) bool {
	n := C.CString(name)
	defer C.free(unsafe.Pointer(n))
	return C.getenv(n) != nil
}
