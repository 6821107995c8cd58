package evidence_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"

	"muster/evidence"
	"muster/work"
)

// scene paints a picture of its own for each number: a sky, hills and a few houses.
func scene(n, width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	s := float64(n)
	for y := range height {
		for x := range width {
			u, v := float64(x)/float64(width), float64(y)/float64(height)
			c := color.RGBA{uint8(90 + 100*v), uint8(120 + 60*v), 220, 255}
			if v > 0.5+0.2*math.Sin(s*1.7+u*(3+s)) {
				c = color.RGBA{60, uint8(100 + 40*math.Sin(9*u+s)), 40, 255}
			}
			for h := range 4 {
				left := math.Mod(0.13+s*0.37+float64(h)*0.29, 0.9)
				if u > left && u < left+0.1 && v > 0.45+0.05*float64((h+n)%3) && v < 0.8 {
					c = color.RGBA{uint8(200 - 30*h), 80, 60, 255}
				}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func encoded(t *testing.T, img image.Image, as string) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch as {
	case "png":
		err = png.Encode(&b, img)
	case "gif":
		err = gif.Encode(&b, img, nil)
	case "jpeg":
		err = jpeg.Encode(&b, img, &jpeg.Options{Quality: 35})
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func looksOf(t *testing.T, file []byte) string {
	t.Helper()
	h, why := evidence.LooksOf(file)
	if h == "" {
		t.Fatal(why)
	}
	return h
}

func TestACopyEncodedAnewOrScaledLooksTheSameAndAnotherImageDoesNot(t *testing.T) {
	var before []string
	for n := range 8 {
		picture := scene(n, 320, 240)
		whole := looksOf(t, encoded(t, picture, "png"))
		for name, file := range map[string][]byte{
			"as JPEG": encoded(t, picture, "jpeg"), "scaled down": encoded(t, scene(n, 96, 72), "png"), "scaled up, as JPEG": encoded(t, scene(n, 500, 375), "jpeg"), "in 256 colors": encoded(t, scene(n, 160, 120), "gif"),
		} {
			if d, ok := evidence.Alike(whole, looksOf(t, file)); !ok || d > evidence.AlikeBits {
				t.Errorf("image %d %s differs in %d bits", n, name, d)
			}
		}
		for o, other := range before {
			if d, _ := evidence.Alike(whole, other); d <= evidence.AlikeBits {
				t.Errorf("images %d and %d differ in %d bits only", n, o, d)
			}
		}
		before = append(before, whole)
	}
}

func TestAnItemThatLooksAlikeIsACandidateAndNeverMerged(t *testing.T) {
	d := newVault(t)
	files := map[string][]byte{"e-10": encoded(t, scene(1, 320, 240), "png"), "e-11": encoded(t, scene(1, 160, 120), "jpeg"), "e-12": encoded(t, scene(2, 320, 240), "png")}
	for _, id := range []string{"e-10", "e-11", "e-12"} {
		x := entry(id, documenter)
		x.Looks = looksOf(t, files[id])
		d.Add(document(id), x)
	}
	got := d.p.Candidates(d.View(0), "e-10")
	if len(got) != 1 || got[0].Item != "e-11" || got[0].Verdict != "" {
		t.Errorf("%+v", got)
	}
	d.Add(&evidence.Pair{Envelope: as(second, evidence.KindPair, "e-10+e-11"), Object: "evidence", Verdict: work.Same})
	if got := d.p.Candidates(d.View(0), "e-11"); len(got) != 1 || got[0].Verdict != work.Same {
		t.Errorf("%+v", got)
	}
	n := 0
	for range d.p.Items.All(d.Known()) {
		n++
	}
	if n != 4 {
		t.Errorf("%d items: one was merged away", n)
	}
	d.refuses(&evidence.Pair{Envelope: as(documenter, evidence.KindPair, "e-10+e-12"), Object: "evidence", Verdict: work.Same}, "may not do evidence.pair")
	if ids := d.p.AlikeTo(d.View(0), looksOf(t, encoded(t, scene(2, 200, 150), "jpeg"))); len(ids) != 1 || ids[0] != "e-12" {
		t.Error(ids)
	}
}

// A small file that would unpack to more than memory has is not unpacked.
func TestAnImageThatUnpacksToTooMuchIsNotLookedAt(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	head := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, 60000), 60000)...)
	head = append(head, 16, 6, 0, 0, 0)
	b.Write(binary.BigEndian.AppendUint32(nil, 13))
	b.Write(head)
	b.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(head)))
	if h, why := evidence.LooksOf(b.Bytes()); h != "" || !strings.Contains(why, "60000 × 60000 pixels") {
		t.Errorf("%q, %q", h, why)
	}
	for name, file := range map[string][]byte{"no image": []byte("a text"), "half an image": encoded(t, scene(1, 64, 64), "png")[:200], "nothing": nil} {
		if h, why := evidence.LooksOf(file); h != "" || why == "" {
			t.Errorf("%s: %q, %q", name, h, why)
		}
	}
}
