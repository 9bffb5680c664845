package main

func opener(address string) []string {
	return []string{"rundll32", "url.dll,FileProtocolHandler", address}
}
