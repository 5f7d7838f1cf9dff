// Elementary functions that the standard library leaves to a C library, which this module doesn't import. Their
// relative error is at most 1e-14 over the whole range of `Double`, which tests check.

/// ln 2 in two parts; the first ends in zeros, so that integer multiples of it are exact.
private let ln2High = 0x1.62E42FEEp-1
private let ln2Low = 0x1.A39EF35793C76p-33

/// Returns the natural logarithm; `nil` for zero, negative numbers, infinity and NaN.
///
/// The argument is scaled by powers of two to between √½ and √2, then ln x = 2 · Σ z^(2k+1) / (2k+1) with z = (x − 1) /
/// (x + 1), the series of the inverse hyperbolic tangent (Abramowitz and Stegun 4.1.27); |z| is at most 0.172.
func logarithm(_ value: Double) -> Double? {
    guard value > 0, value.isFinite else { return nil }
    var significand = value.significand
    var exponent = Double(value.exponent)
    if significand > 1.4142135623730951 {
        significand /= 2
        exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for power in stride(from: 23.0, through: 3, by: -2) { sum = (sum + 1 / power) * square }
    return exponent * ln2High + (exponent * ln2Low + 2 * ratio * (1 + sum))
}

/// Returns e to the power of `value`; 0 on underflow, infinity on overflow.
///
/// The argument is reduced by integer multiples of ln 2 to |r| ≤ 0.347; then the Taylor series is computed up to r¹⁵.
func exponential(_ value: Double) -> Double {
    guard value == value else { return .nan }
    if value > 709.8 { return .infinity }
    if value < -745.2 { return 0 }
    let multiple = (value * 1.4426950408889634).rounded()
    let rest = (value - multiple * ln2High) - multiple * ln2Low
    var sum = 1.0
    for factor in stride(from: 15.0, through: 1, by: -1) { sum = 1 + rest * sum / factor }
    // In two steps, because the exponent alone may be out of range while the result isn't.
    let half = Int(multiple) / 2
    return sum * Double(sign: .plus, exponent: half, significand: 1)
        * Double(sign: .plus, exponent: Int(multiple) - half, significand: 1)
}

/// Returns `base` to the power of `exponent`.
///
/// - Returns: `nil` unless `base` is positive and finite.
func power(_ base: Double, _ exponent: Double) -> Double? {
    logarithm(base).map { exponential(exponent * $0) }
}
