package process

func opener(target string) []string { return []string{"open", target} }
