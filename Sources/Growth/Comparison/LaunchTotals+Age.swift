import Market

extension LaunchTotals {
    /// Returns the total at an age, interpolated linearly within a day.
    ///
    /// - Parameter age: Seconds since the start of the origin's day.
    /// - Returns: `nil` if the total at the start or the end of that day is unknown.
    public func total(atAge age: Int64) -> ClosedRange<Double>? {
        guard age >= 0 else { return nil }
        let day = Int(age / Day.secondsPerDay)
        let share = Double(age % Day.secondsPerDay) / Double(Day.secondsPerDay)
        guard let before = day == 0 ? 0...0 : total(atEndOf: day - 1) else { return nil }
        guard share > 0 else { return before }
        guard let after = total(atEndOf: day) else { return nil }
        let low = before.lowerBound + share * (after.lowerBound - before.lowerBound)
        let high = before.upperBound + share * (after.upperBound - before.upperBound)
        return min(low, high)...max(low, high)
    }

    /// Returns the earliest age, in seconds, at which the total may have reached `value`, interpolated linearly within
    /// a day; `nil` if it stayed below `value` until the end of the data.
    func earliestAge(reaching value: Double) -> Int64? {
        age(reaching: value, \.upperBound)
    }

    /// Returns the age, in seconds, at which the total had certainly reached `value`; `nil` if it isn't certain by the
    /// end of the data.
    func latestAge(reaching value: Double) -> Int64? {
        age(reaching: value, \.lowerBound)
    }

    private func age(reaching value: Double, _ bound: (ClosedRange<Double>) -> Double) -> Int64? {
        guard let day = ends.firstIndex(where: { bound($0) >= value }) else { return nil }
        let before = day == 0 ? 0 : bound(ends[day - 1])
        let after = bound(ends[day])
        let share = after.isFinite && after > before ? min(1, max(0, (value - before) / (after - before))) : 0
        return Int64((Double(day) + share) * Double(Day.secondsPerDay))
    }
}
