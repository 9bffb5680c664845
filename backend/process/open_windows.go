package process

func opener(target string) []string {
	return []string{"rundll32", "url.dll,FileProtocolHandler", target}
}
