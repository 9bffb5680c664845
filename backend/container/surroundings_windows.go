package container

import "golang.org/x/sys/windows"

// forget is what she types to be rid of a variable in the PowerShell that she is in.
func forget(variable string) string { return "Remove-Item Env:" + variable }

// deserted are the errors of a dial to where nothing listens.
func deserted() []error {
	return []error{windows.WSAECONNREFUSED, windows.ERROR_FILE_NOT_FOUND, windows.WSAEHOSTUNREACH, windows.WSAENETUNREACH}
}
