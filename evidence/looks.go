package evidence

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"  // so that image.Decode reads them
	_ "image/jpeg" // so that image.Decode reads them
	_ "image/png"  // so that image.Decode reads them
	"math"
	"math/bits"
	"slices"
	"strconv"

	"muster"
	"muster/standing"
	"muster/work"
)

// What an image looks like is a hash of 64 bits: the image in shades of grey, 32 by 32, and of its cosine transform
// the 8 by 8 lowest frequencies, each above their median or not. Another encoding and another size change few bits.

// maxImage is how many bytes an image may unpack to: what would need more is not looked at, however small its file.
const maxImage = 256 << 20

// AlikeBits is in how many of 64 bits two images differ at most that may be one.
const AlikeBits = 10

const (
	greys = 32 // the image is looked at as so many shades a side
	waves = 8  // and so many frequencies a side
)

// LooksOf is the perceptual hash of an image, as 16 hexadecimal digits; why says why there is none.
func LooksOf(file []byte) (hash, why string) {
	c, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return "", "it is no image that can be read here"
	}
	if c.Width <= 0 || c.Height <= 0 || int64(c.Width)*int64(c.Height) > maxImage/bytesPerPixel(c.ColorModel) {
		return "", fmt.Sprintf("it has %d × %d pixels, which is more than is looked at", c.Width, c.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return "", "it is damaged"
	}
	g := grey(img)
	return fmt.Sprintf("%016x", lowest(&g)), ""
}

// bytesPerPixel is how many bytes an image in a color model takes for each pixel.
func bytesPerPixel(m color.Model) int64 {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.GrayModel, color.AlphaModel:
		return 1
	}
	if _, palette := m.(color.Palette); palette {
		return 1
	}
	return 4
}

// grey is the image as shades of grey, each the mean over its part of it.
func grey(img image.Image) (g [greys][greys]float64) {
	b := img.Bounds()
	for y := range greys {
		top, bottom := part(b.Min.Y, b.Dy(), y)
		for x := range greys {
			left, right := part(b.Min.X, b.Dx(), x)
			sum, n := 0.0, 0
			// At most 64 points a side of each part: more would not change a mean that anybody sees.
			for py := top; py < bottom; py += 1 + (bottom-top)/64 {
				for px := left; px < right; px += 1 + (right-left)/64 {
					r, gr, bl, _ := img.At(px, py).RGBA()
					sum += 0.299*float64(r) + 0.587*float64(gr) + 0.114*float64(bl)
					n++
				}
			}
			g[y][x] = sum / float64(n)
		}
	}
	return g
}

// part is the i-th of the parts of a side, a pixel at least.
func part(from, length, i int) (begin, end int) {
	begin = from + i*length/greys
	return begin, max(from+(i+1)*length/greys, begin+1)
}

// lowest are the lowest frequencies, a bit each: above their median or not. The first, which is how bright the
// whole is, is no part of the median.
func lowest(g *[greys][greys]float64) (hash uint64) {
	var f [waves * waves]float64
	for v := range waves {
		for u := range waves {
			for y := range greys {
				for x := range greys {
					f[v*waves+u] += g[y][x] * cosines[u][x] * cosines[v][y]
				}
			}
		}
	}
	sorted := slices.Sorted(slices.Values(f[1:]))
	median := sorted[len(sorted)/2]
	for i, x := range f {
		if x > median {
			hash |= 1 << i
		}
	}
	return hash
}

var cosines = func() (c [waves][greys]float64) {
	for u := range waves {
		for x := range greys {
			c[u][x] = math.Cos(math.Pi / greys * (float64(x) + 0.5) * float64(u))
		}
	}
	return c
}()

// Alike is in how many bits two perceptual hashes differ; not ok where one is none.
func Alike(a, b string) (differ int, ok bool) {
	x, err := strconv.ParseUint(a, 16, 64)
	y, err2 := strconv.ParseUint(b, 16, 64)
	return bits.OnesCount64(x ^ y), err == nil && err2 == nil
}

// Candidate is an item that looks like another. It may be the same, and a person decides.
type Candidate struct {
	Item    string
	Differ  int // bits of 64
	Verdict work.Verdict
	Decided muster.ID // the statement of that; empty: nobody decided
}

// Candidates are the items that a viewer may see that look like one, the most alike first.
func (p *Part) Candidates(v standing.View, id string) (all []Candidate) {
	x, ok := p.Items.Shown(v, id)
	if !ok {
		return nil
	}
	for other, o := range p.Items.Visible(v) {
		if differ, ok := Alike(x.Value.Looks, o.Value.Looks); ok && other != id && differ <= AlikeBits {
			all = append(all, p.candidate(v, id, other, differ))
		}
	}
	slices.SortStableFunc(all, func(a, b Candidate) int { return a.Differ - b.Differ })
	return all
}

// AllAlike are the pairs of items that a viewer may see that look alike, in order of id: of each its first, and the other
// as a candidate.
func (p *Part) AllAlike(v standing.View) (firsts []string, others []Candidate) {
	type seen struct {
		id   string
		hash uint64
	}
	var all []seen
	for id, x := range p.Items.Visible(v) {
		hash, err := strconv.ParseUint(x.Value.Looks, 16, 64)
		if err != nil {
			continue
		}
		all = append(all, seen{id, hash})
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			if differ := bits.OnesCount64(a.hash ^ b.hash); differ <= AlikeBits {
				firsts, others = append(firsts, a.id), append(others, p.candidate(v, a.id, b.id, differ))
			}
		}
	}
	return firsts, others
}

// candidate is one item beside another, with what a person decided of the two, as far as a viewer may see it.
func (p *Part) candidate(v standing.View, id, other string, differ int) Candidate {
	c := Candidate{Item: other, Differ: differ}
	if d, ok := p.pairs.Shown(v, work.PairOf(id, other)); ok && d.Value.Object == ObjectItem {
		c.Verdict, c.Decided = d.Value.Verdict, d.ID
	}
	return c
}

// AlikeTo are the items that a viewer may see that look like an image that is not in the record yet.
func (p *Part) AlikeTo(v standing.View, hash string) (ids []string) {
	for id, x := range p.Items.Visible(v) {
		if differ, ok := Alike(hash, x.Value.Looks); ok && differ <= AlikeBits {
			ids = append(ids, id)
		}
	}
	return ids
}
