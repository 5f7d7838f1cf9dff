#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A vertical axis that determines the positions of values and the values to label.
public struct ValueScale: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Equal steps, with the maximum at the top.
        case linear
        /// Equal factors, with the maximum at the top. Values below the minimum are at the bottom.
        case logarithmic
        /// Ranks spaced logarithmically, with 1 at the top: 1 to 2 takes as much room as 100 to 200. On a linear axis,
        /// the step from #1 to #2 would be a fraction of a dot.
        case ranks
        /// Ranks at equal steps, with 1 at the top.
        case evenRanks
    }

    public let kind: Kind
    /// The value at the bottom of a linear or logarithmic axis, or at the top of an axis of ranks.
    public let minimum: Double
    public let maximum: Double
    /// The difference between the logarithms of the two ends of the axis.
    private let length: Double

    private init(kind: Kind, minimum: Double, maximum: Double) {
        self.kind = kind
        self.minimum = minimum
        self.maximum = maximum
        length = Self.logarithm(maximum / minimum)
    }

    /// Returns the natural logarithm; 0 for values below 1, infinity and NaN.
    private static func logarithm(_ value: Double) -> Double { value > 1 && value.isFinite ? log(value) : 0 }

    /// Returns a linear axis from 0 to a round number that is at least `maximum`.
    public static func linear(to maximum: Double) -> ValueScale {
        ValueScale(kind: .linear, minimum: 0, maximum: roundedUp(maximum))
    }

    /// Returns a logarithmic axis. The axis begins at `minimum` or 1, whichever is greater. It ends at the first power
    /// of ten that is at least `maximum`, or at ten times its beginning, whichever is greater.
    public static func logarithmic(from minimum: Double = 1, to maximum: Double) -> ValueScale {
        let minimum = max(1, minimum)
        var top = 10.0
        while top < maximum, top < 1e18 { top *= 10 }
        return ValueScale(kind: .logarithmic, minimum: minimum, maximum: max(top, minimum * 10))
    }

    /// Returns an axis of ranks from 1 to `worst`, but at least to 2.
    ///
    /// - Parameter isEven: Whether to space ranks evenly instead of logarithmically.
    public static func ranks(worst: Int, isEven: Bool = false) -> ValueScale {
        ValueScale(kind: isEven ? .evenRanks : .ranks, minimum: 1, maximum: Double(max(2, worst)))
    }

    /// Returns the position of a value, from 0 (top) to 1 (bottom). Values outside the axis are clamped, and NaN is at
    /// the bottom.
    public func position(of value: Double) -> Double {
        let share =
            switch kind {
            case .linear: 1 - (value - minimum) / (maximum - minimum)
            case .logarithmic: 1 - Self.logarithm(value / minimum) / length
            case .ranks: Self.logarithm(value) / length
            case .evenRanks: (value - 1) / (maximum - 1)
            }
        return share.isNaN ? 1 : min(1, max(0, share))
    }

    /// Returns the dot row of `value` in a grid of `dots` rows. On an axis of ranks, half a cell above rank 1 is left
    /// free.
    func dot(of value: Double, in dots: Int, marks: DotMarks = .braille) -> Int {
        let top = kind == .ranks || kind == .evenRanks ? min(marks.dotsDown / 2, dots - 1) : 0
        return top + Int((position(of: value) * Double(dots - 1 - top)).rounded())
    }

    /// Returns the values to label and their rows on an axis `rows` rows high, from top to bottom. Labels are at least
    /// two rows apart, and the ends of the axis have priority.
    public func ticks(rows: Int, marks: DotMarks = .braille) -> [(value: Double, row: Int)] {
        guard rows > 0 else { return [] }
        var kept: [(value: Double, row: Int)] = []
        for value in candidates(rows: rows) where value >= minimum && value <= maximum {
            let row = dot(of: value, in: rows * marks.dotsDown, marks: marks) / marks.dotsDown
            if kept.allSatisfy({ abs($0.row - row) >= 2 }) { kept.append((value, row)) }
        }
        return kept.sorted { $0.row < $1.row }
    }

    /// Returns the values that may be labeled, most important first.
    private func candidates(rows: Int) -> [Double] {
        switch kind {
        case .ranks: return [1, maximum, 10, 100, 5, 50, 2, 20, 3, 30, 200, 500, 1000]
        case .evenRanks: return [1, maximum] + [0.5, 0.25, 0.75].map { (maximum * $0).rounded() }
        case .linear:
            // Use as many equal divisions at round numbers as fit into the rows.
            let fitting = divisions.filter { $0 * 3 <= rows }
            let parts = fitting.first { (rows - 1) % $0 == 0 } ?? fitting.first ?? 1
            return [maximum, minimum] + (1..<max(2, parts)).map { maximum * Double($0) / Double(parts) }
        case .logarithmic:
            let powers = Self.powers.filter { $0 >= minimum && $0 <= maximum }
            return [maximum, minimum] + powers + powers.map { $0 * 3 }
        }
    }

    /// The numbers of equal parts into which the axis can be divided at round values, largest first.
    private var divisions: [Int] { [5, 4, 3, 2].filter { Self.isRound(maximum / Double($0)) } }

    /// Returns the largest height from `rows` − 3 through `rows` at which the labels of a linear axis are evenly
    /// spaced. Returns `rows` if there is no such height or the axis isn't linear.
    public func evenRows(upTo rows: Int) -> Int {
        guard kind == .linear else { return rows }
        func isEven(_ rows: Int) -> Bool { divisions.contains { $0 * 3 <= rows && $0 > 2 && (rows - 1) % $0 == 0 } }
        return (max(1, rows - 3)...max(1, rows)).last(where: isEven) ?? rows
    }

    private static let powers: [Double] = (0...18).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// Returns the smallest round number that is at least `value`: 1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6 or 8 times a power
    /// of ten. Half of the result is also a round number. Returns 1 if `value` isn't positive and finite.
    public static func roundedUp(_ value: Double) -> Double {
        rounded(value, among: [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10])
    }

    /// Returns whether the number is 1, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten.
    private static func isRound(_ value: Double) -> Bool {
        var mantissa = value
        while mantissa >= 10 { mantissa /= 10 }
        while mantissa < 1, mantissa > 0 { mantissa *= 10 }
        return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].contains { abs($0 - mantissa) < 1e-9 }
    }

    private static func rounded(_ value: Double, among steps: [Double]) -> Double {
        guard value > 0, value.isFinite else { return 1 }
        var magnitude = 1.0
        while magnitude * 10 <= value { magnitude *= 10 }
        while magnitude > value { magnitude /= 10 }
        return steps.map { $0 * magnitude }.first { $0 >= value } ?? 10 * magnitude
    }
}
