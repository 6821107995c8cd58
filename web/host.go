package web

// OwnHost reports whether a Host header names this machine or an accepted name, for a door that
// stands beside the pages.
func OwnHost(host string, accepted []string) bool { return ownHost(host, accepted) }
