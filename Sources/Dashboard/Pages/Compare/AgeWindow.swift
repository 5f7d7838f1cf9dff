import Market

/// The range of ages that a comparison shows, in seconds since the origin of the alignment.
struct AgeWindow: Hashable, Sendable {
    /// The minimum length in seconds, at which hour labels don't overlap.
    static let minimumLength: Int64 = 3 * 3600

    /// The range of ages with data, in seconds.
    let limits: ClosedRange<Int64>
    private(set) var shown: ClosedRange<Int64>

    /// Creates a window that shows a range of ages.
    ///
    /// - Parameter shown: The range to show. It's moved and resized to fit the limits and the minimum length.
    init(limits: ClosedRange<Int64>, shown: ClosedRange<Int64>) {
        self.limits = limits
        let length = Self.length(shown).clamped(Self.minimumLength, Self.length(limits))
        let start = shown.lowerBound.clamped(limits.lowerBound, limits.upperBound - length)
        self.shown = start...start + length
    }

    /// Creates a window whose limits include all ages with data. By default, the window shows all of them, or only the
    /// first month if any launch has data for at most a month.
    ///
    /// - Parameters:
    ///   - known: The last age with data of each launch, in seconds.
    ///   - before: The longest time before an origin for which there is data, in seconds.
    ///   - shown: The range to show; `nil` for the default.
    init(known: [Int64], before: Int64, shown: ClosedRange<Int64>?) {
        let longest = known.max() ?? 0
        let month = 31 * Day.secondsPerDay
        let defaultEnd = Self.end((known.min() ?? 0) <= month ? min(longest, month) : longest)
        self.init(limits: -max(0, before)...Self.end(longest), shown: shown ?? 0...defaultEnd)
    }

    /// The ages an axis can end at, in days.
    private static let ends = [1, 3, 7, 14, 31, 61, 92, 122, 153, 183, 244, 306, 400]

    /// Returns the first axis end at or after an age, both in seconds, but at most 400 days.
    private static func end(_ age: Int64) -> Int64 {
        Int64(ends.first { Int64($0) * Day.secondsPerDay >= age } ?? 400) * Day.secondsPerDay
    }

    private static func length(_ range: ClosedRange<Int64>) -> Int64 { range.upperBound - range.lowerBound }

    /// Returns a window `factor` times as long in which `age` keeps its position.
    func zoomed(by factor: Double, around age: Int64) -> AgeWindow {
        let old = Self.length(shown)
        let length = Int64((Double(old) * factor).rounded()).clamped(Self.minimumLength, Self.length(limits))
        let pivot = age.clamped(shown.lowerBound, shown.upperBound)
        let share = old > 0 ? Double(pivot - shown.lowerBound) / Double(old) : 1
        let start = pivot - Int64((Double(length) * share).rounded())
        return AgeWindow(limits: limits, shown: start...start + length)
    }

    /// Returns a window moved by a number of quarters of its length. A negative number moves the window to earlier
    /// ages.
    func panned(byQuarters quarters: Int64) -> AgeWindow {
        let distance = max(1, Self.length(shown) / 4) * quarters
        return AgeWindow(limits: limits, shown: shown.lowerBound + distance...shown.upperBound + distance)
    }
}

extension Int64 {
    /// Returns the nearest value within the bounds; the lower bound wins if they're reversed.
    fileprivate func clamped(_ minimum: Int64, _ maximum: Int64) -> Int64 {
        Swift.max(minimum, Swift.min(maximum, self))
    }
}
