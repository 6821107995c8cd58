// Package money keeps amounts exact: decimals with the digits their source gave, currencies with
// their minor units, sums of any length, conversions rounded once, and shares that add up.
//
// # Promises
//
//   - No amount passes through a float. [FromFloat] reads one as the shortest decimal that reads back
//     to the same float64; [Amount.Float] gives one for drawing only.
//   - An amount keeps its digits: "12.50" stays "12.50" in text, in JSON and in the record.
//     [Amount.Canonical] is the other form: equal amounts, equal text.
//   - [Amount.Add], [Amount.Sub], [Sum] and comparison are exact whatever the sizes and the scales.
//     A result keeps as many decimals as the longer operand. Nothing wraps, saturates or panics:
//     beyond 38 digits an amount goes on as a big integer, only slower.
//   - Where digits must go ([Amount.Round], [Amount.Quo], [Amount.Mul], [Divide], [Multiply]) they go
//     once, half to even, from the exact value, never from a value rounded before.
//   - A conversion has [ConvertScale] decimals; only a printed total is rounded to the minor unit.
//   - [Apportion] gives parts that sum to exactly the total, each within one unit of its exact share.
//   - A zero has no sign: "-0.00" reads as "0.00".
//
// # Limits
//
// An amount has at most [MaxScale] decimals. [Parse] reads at most [MaxDigits] digits, far beyond any
// sum of money, so that a damaged cell is refused rather than believed. Figures a source computed in
// billions can have more decimals ("4.840080708345812e-05"); [ParseRounded] reads those and says so.
package money
