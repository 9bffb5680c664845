package process

import "time"

// launcherLimit bounds how long the system may take to say what its launcher
// gives to programs.
const launcherLimit = 3 * time.Second
