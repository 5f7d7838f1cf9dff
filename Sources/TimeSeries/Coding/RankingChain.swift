/// The state of a chain after each frame, which is the same in the encoder and the decoder.
struct RankingChain: Sendable {
    /// The ids seen so far, numbered in order of first appearance.
    var slots = SlotTable()
    /// The slots of the last full ranking, best first.
    var list: [UInt16] = []
    /// The slots of ids that aren't in `list`, in the order in which they left it.
    var absent: [UInt16] = []
    var lastSeenTime: Int64 = 0
    var lastStep: Int64 = 0

    /// Records a time and returns its difference from the time expected from a constant interval: 0 for regular polls.
    mutating func surprise(at time: Int64) -> Int64 {
        let step = time - lastSeenTime
        defer { (lastSeenTime, lastStep) = (time, step) }
        return step &- lastStep
    }

    /// Records and returns the time that differs by `surprise` from the time expected from a constant interval; `nil`
    /// if it is out of range.
    mutating func seenTime(surprise: Int64) -> Int64? {
        let (step, isTooFar) = lastStep.addingReportingOverflow(surprise)
        let (time, isTooLate) = lastSeenTime.addingReportingOverflow(step)
        guard !isTooFar, !isTooLate, RankingFrame.times.contains(time) else { return nil }
        (lastSeenTime, lastStep) = (time, step)
        return time
    }

    /// The number of bits needed to distinguish all slots.
    var slotBits: Int { Int.bitWidth - max(0, slots.count - 1).leadingZeroBitCount }
}
