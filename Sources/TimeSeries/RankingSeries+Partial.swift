extension RankingSeries {
    /// The maximum distance in seconds between two partial ticks of a series, such as the hourly ranks of a vendor. An
    /// hour without data is allowed.
    private static let partialSpacing: Int64 = 2 * 3600
    /// The maximum distance in seconds between a partial tick and the time that it stands for.
    private static let partialTolerance: Int64 = 3600

    /// Returns the partial tick to compare a partial tick with: the one nearest to a time, if it's at most an hour away.
    /// Ranks that were published once, such as in a newspaper, aren't compared.
    ///
    /// - Parameters:
    ///   - target: The time to compare with.
    ///   - current: The time of the tick that is compared. Its predecessor must be partial and at most two hours older.
    /// - Returns: `nil` if there is no such tick. Otherwise, an app that isn't in it may have had any rank.
    public func partialReference(for target: Int64, before current: Int64) -> Tick? {
        guard let before = tick(before: current), before.isPartial, current - before.seenUntil <= Self.partialSpacing,
            let reference = reference(for: target, before: current), reference.isPartial,
            abs(reference.time - target) <= Self.partialTolerance
        else { return nil }
        return reference
    }
}
