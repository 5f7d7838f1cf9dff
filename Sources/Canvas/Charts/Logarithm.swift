/// Natural logarithm of a number of at least 1, to the precision a chart in cells can show.
///
/// The standard library has none without a C library, which leaves do not import. Halving by powers of two and the
/// series of the inverse hyperbolic tangent give twelve digits.
func logarithm(_ value: Double) -> Double {
    guard value > 1, value.isFinite else { return 0 }
    let ratio = (value.significand - 1) / (value.significand + 1)
    var term = ratio
    var sum = 0.0
    for power in stride(from: 1.0, through: 25, by: 2) {
        sum += term / power
        term *= ratio * ratio
    }
    return Double(value.exponent) * 0.693147180559945309 + 2 * sum
}
