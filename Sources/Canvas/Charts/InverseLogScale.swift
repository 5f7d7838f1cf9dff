/// An axis for places in a list: 1 on top, and as far from 1 to 2 as from 100 to 200.
///
/// On a linear axis the step from first to second would be a fraction of a dot.
public struct InverseLogScale: Hashable, Sendable {
    /// The worst value that still has a place of its own; at least 2.
    public let worst: Int

    public init(worst: Int) { self.worst = max(2, worst) }

    /// 0 for the best place, 1 for the worst, in between by logarithm.
    public func position(of value: Int) -> Double {
        min(1, max(0, logarithm(Double(value)) / logarithm(Double(worst))))
    }

    /// The dot row of `value` in a grid of `dots` rows, leaving half a cell free above the best.
    func dot(of value: Int, in dots: Int) -> Int {
        let top = min(2, dots - 1)
        return top + Int((position(of: value) * Double(dots - 1 - top)).rounded())
    }

    /// Values worth a label in `rows` rows, each at least two rows from the others; the ends first.
    func ticks(rows: Int) -> [(value: Int, row: Int)] {
        var kept: [(value: Int, row: Int)] = []
        for value in [1, worst, 10, 100, 5, 50, 2, 20, 3, 30, 200] where value <= worst {
            let row = dot(of: value, in: rows * 4) / 4
            if kept.allSatisfy({ abs($0.row - row) >= 2 }) { kept.append((value, row)) }
        }
        return kept.sorted { $0.row < $1.row }
    }
}

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
