import Market

/// The ages, in seconds since what launches are aligned at, that a comparison shows.
struct AgeWindow: Hashable, Sendable {
    /// The shortest that is shown, in which hours are well apart.
    static let least: Int64 = 3 * 3600

    /// Of which anything is known.
    let limits: ClosedRange<Int64>
    private(set) var shown: ClosedRange<Int64>

    /// - Parameter shown: is moved and cut so that it lies within the limits.
    init(limits: ClosedRange<Int64>, shown: ClosedRange<Int64>) {
        self.limits = limits
        let length = Self.length(shown).clamped(Self.least, Self.length(limits))
        let start = shown.lowerBound.clamped(limits.lowerBound, limits.upperBound - length)
        self.shown = start...start + length
    }

    /// All that is known, and of it what is asked for or else what compares best: beside a short launch the first month of
    /// a long one.
    ///
    /// - Parameters:
    ///   - known: the last ages of which anything is known, of each launch.
    ///   - before: seconds before what launches are aligned at of which anything is known.
    init(known: [Int64], before: Int64, shown: ClosedRange<Int64>?) {
        let longest = known.max() ?? 0
        let month = 31 * Day.secondsPerDay
        let usual = Self.end((known.min() ?? 0) <= month ? min(longest, month) : longest)
        self.init(limits: -max(0, before)...Self.end(longest), shown: shown ?? 0...usual)
    }

    /// Ages that an axis ends at, in days.
    private static let ends = [1, 3, 7, 14, 31, 61, 92, 183, 400]

    /// The least of them that is not before an age, in seconds.
    private static func end(_ age: Int64) -> Int64 {
        Int64(ends.first { Int64($0) * Day.secondsPerDay >= age } ?? 400) * Day.secondsPerDay
    }

    private static func length(_ range: ClosedRange<Int64>) -> Int64 { range.upperBound - range.lowerBound }

    /// Shows `factor` times as many ages, and those around one that stays where it is.
    func zoomed(by factor: Double, around age: Int64) -> AgeWindow {
        let old = Self.length(shown)
        let wanted = Int64((Double(old) * factor).rounded()).clamped(Self.least, Self.length(limits))
        let pivot = age.clamped(shown.lowerBound, shown.upperBound)
        let share = old > 0 ? Double(pivot - shown.lowerBound) / Double(old) : 1
        let start = pivot - Int64((Double(wanted) * share).rounded())
        return AgeWindow(limits: limits, shown: start...start + wanted)
    }

    /// Shows earlier (negative) or later ages.
    func panned(byQuarters quarters: Int64) -> AgeWindow {
        let distance = max(1, Self.length(shown) / 4) * quarters
        return AgeWindow(limits: limits, shown: shown.lowerBound + distance...shown.upperBound + distance)
    }
}

extension Int64 {
    /// The nearest within both; the lower one where they are the wrong way round.
    fileprivate func clamped(_ least: Int64, _ most: Int64) -> Int64 { Swift.max(least, Swift.min(most, self)) }
}
