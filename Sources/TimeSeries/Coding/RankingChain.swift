/// The state shared by the writer and the reader of a chain after each frame.
struct RankingChain: Sendable {
    /// The ids seen so far, numbered in order of first appearance.
    var slots = SlotTable()
    /// The last full ranking, best first.
    var list: [UInt16] = []
    /// Ids that aren't in `list`, those that left last at the end.
    var absent: [UInt16] = []
    var lastSeenTime: Int64 = 0
    var lastStep: Int64 = 0

    /// Returns the difference between a time and the time expected from a constant interval; 0 for regular polls.
    mutating func surprise(at time: Int64) -> Int64 {
        let step = time - lastSeenTime
        defer { (lastSeenTime, lastStep) = (time, step) }
        return step &- lastStep
    }

    /// Returns the time with this difference from a constant interval, or `nil` if it is out of range.
    mutating func seenTime(surprise: Int64) -> Int64? {
        let (step, isTooFar) = lastStep.addingReportingOverflow(surprise)
        let (time, isTooLate) = lastSeenTime.addingReportingOverflow(step)
        guard !isTooFar, !isTooLate, RankingFrame.times.contains(time) else { return nil }
        (lastSeenTime, lastStep) = (time, step)
        return time
    }

    /// Number of bits needed to distinguish all slots.
    var slotBits: Int { Int.bitWidth - max(0, slots.count - 1).leadingZeroBitCount }
}
