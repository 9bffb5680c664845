package main

func opener(page string) []string {
	return []string{"rundll32", "url.dll,FileProtocolHandler", page}
}
