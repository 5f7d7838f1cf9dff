/// What the writer and the reader of a chain both know after each frame.
struct RankingChain: Sendable {
    /// The ids seen so far, numbered in order of first sight.
    var slots = SlotTable()
    /// The last full list, best first.
    var list: [UInt16] = []
    /// Ids seen that are not in `list`, those that left last at the end.
    var absent: [UInt16] = []
    var lastSighting: Int64 = 0
    var lastStep: Int64 = 0

    /// The next sighting as its distance from an even pace; 0 while a poller keeps time.
    mutating func surprise(at time: Int64) -> Int64 {
        let step = time - lastSighting
        defer { (lastSighting, lastStep) = (time, step) }
        return step &- lastStep
    }

    /// The sighting that is so far from an even pace; `nil` where it is no instant that can be written.
    mutating func sighting(surprise: Int64) -> Int64? {
        let (step, isTooFar) = lastStep.addingReportingOverflow(surprise)
        let (time, isTooLate) = lastSighting.addingReportingOverflow(step)
        guard !isTooFar, !isTooLate, RankingFrame.times.contains(time) else { return nil }
        (lastSighting, lastStep) = (time, step)
        return time
    }

    /// Bits of a number that tells all slots apart.
    var slotBits: Int { Int.bitWidth - max(0, slots.count - 1).leadingZeroBitCount }
}
