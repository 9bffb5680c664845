package process

func opener(target string) []string { return []string{"xdg-open", target} }
