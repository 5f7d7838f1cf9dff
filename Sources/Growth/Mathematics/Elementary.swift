#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Returns the natural logarithm; `nil` for zero, negative numbers, infinity and NaN.
func logarithm(_ value: Double) -> Double? { value > 0 && value.isFinite ? log(value) : nil }

/// Returns e to the power of `value`; 0 on underflow, infinity on overflow.
func exponential(_ value: Double) -> Double { exp(value) }

/// Returns `base` to the power of `exponent`.
///
/// - Returns: `nil` unless `base` is positive and finite.
func power(_ base: Double, _ exponent: Double) -> Double? { base > 0 && base.isFinite ? pow(base, exponent) : nil }
