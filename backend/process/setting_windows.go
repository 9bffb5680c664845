package process

// SetIn is where a person sets a variable of her environment for good.
const SetIn = "the environment variables of your account (System Properties, Environment Variables; or setx in a terminal)"

// Setting returns the command that sets a variable there, as she would write it.
func Setting(name, value string) string { return "setx " + name + ` "` + value + `"` }
