package main

func opener(address string) []string { return []string{"open", address} }
