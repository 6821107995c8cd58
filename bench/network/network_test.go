package network

import (
	"bytes"
	"os"
	"testing"
)

func TestGenTmp(t *testing.T) {
	for n, name := range map[int]string{1000: "/tmp/fl/s1000.min", 10000: "/tmp/fl/s10000.min", 100000: "/tmp/fl/s100000.min"} {
		var b bytes.Buffer
		Write(&b, NewMatching(n, true).Whole)
		os.WriteFile(name, b.Bytes(), 0o644)
	}
	var b bytes.Buffer
	Write(&b, NewMatching(10000, false).Whole)
	os.WriteFile("/tmp/fl/ours10000.min", b.Bytes(), 0o644)
}
