package main

func opener(address string) []string { return []string{"xdg-open", address} }
