package guide

// aboutOf says what a setting is for, in one sentence that stands alone.
func aboutOf(name string) string {
	switch name {
	case settingTheme:
		return "How the window looks."
	case SettingAtQuit:
		return "What becomes of the services that Firstlight started when its window is closed."
	case settingWord:
		return "Whether the window says when a step that took long has ended, or a question waits, while you look elsewhere."
	case settingStart:
		return "Whether the window opens when you sign in to this machine. The system keeps this, and not Firstlight."
	case settingShell:
		return "The shell in whose environment the window starts programs; a terminal has its own."
	case settingManager:
		return "Whose way to install something is proposed first."
	case settingProxy:
		return "The proxy of what Firstlight fetches and of the programs that it starts."
	case settingExcept:
		return "Hosts that are reached without that proxy, with commas between them."
	default:
		return ""
	}
}
