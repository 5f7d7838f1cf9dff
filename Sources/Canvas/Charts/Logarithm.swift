/// Returns the natural logarithm of a number of at least 1, precise enough for charts in cells.
///
/// The standard library has none without a C library, which leaf modules don't import. The argument is scaled by powers
/// of two to between √½ and √2, and passed to the series of the inverse hyperbolic tangent (Abramowitz and Stegun
/// 4.1.27), whose argument is then at most 0.172. That gives twelve digits with one division, which matters because a
/// chart needs thousands of logarithms.
func logarithm(_ value: Double) -> Double {
    guard value > 1, value.isFinite else { return 0 }
    var significand = value.significand
    var exponent = Double(value.exponent)
    if significand > 1.4142135623730951 {
        significand /= 2
        exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = square / 15
    sum = (sum + 1 / 13) * square
    sum = (sum + 1 / 11) * square
    sum = (sum + 1 / 9) * square
    sum = (sum + 1 / 7) * square
    sum = (sum + 1 / 5) * square
    sum = (sum + 1 / 3) * square
    return exponent * 0.693147180559945309 + 2 * ratio * (1 + sum)
}
