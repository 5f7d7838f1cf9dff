/// The combined result of a counter's reports for days, weeks, months or years.
///
/// Shorter reports refine longer ones: a month and one of its days result in the day and the rest of the month. A
/// longer report keeps its count even if the shorter reports within it have a different sum. If the sum contradicts the
/// longer report, that is a conflict. The result depends only on the set of reports, not on their order.
public struct CounterResolution: Sendable, Hashable {
    /// Counts for separate sets of days, as detailed as the reports allow, sorted by first day. A count for several
    /// days may be the rest of a longer report, for the days that no shorter report covers.
    public let segments: [CounterSeries.Segment]
    /// Reports that the segments don't express, sorted by last day: reports that partially overlap another one, such as
    /// a week across two months, and reports that contradict their parts.
    public let constraints: [CounterSeries.Segment]
    /// Contradictions between a longer report and the shorter reports within it, sorted by first day.
    public let conflicts: [CounterConflict]
    /// The total, or `nil` if there are no reports.
    public let total: CounterTotal?
}

/// A report that is contradicted by shorter reports within it.
public struct CounterConflict: Sendable, Hashable {
    /// The longer report.
    public let whole: CounterSeries.Segment
    /// Whether the total uses the longer report. If `false`, the total uses the shorter reports, because the longer
    /// report partially overlaps another one.
    public let isWholeCounted: Bool
    /// The sum of the shorter reports. It is greater than the longer report, or differs from it although the shorter
    /// reports cover all of its days.
    public let parts: Int64
}

/// The sum of a counter's reports.
public struct CounterTotal: Sendable, Hashable {
    /// The range that contains the sum: a single number unless reports partially overlap.
    public let value: ClosedRange<Int64>
    /// The number of days included.
    public let dayCount: Int
    public let lastDay: Int
}

extension CounterSeries {
    /// The combined result of the reports.
    ///
    /// - Complexity: O(days of all reports · log reports).
    public var resolution: CounterResolution {
        guard hasSums else {
            let sum = reports.reduce(Int64(0)) { $0.addingClamped($1.value) }
            return CounterResolution(
                segments: reports,
                constraints: [],
                conflicts: [],
                total: reports.last.map {
                    CounterTotal(value: sum...sum, dayCount: reports.count, lastDay: $0.lastDay)
                }
            )
        }
        return CounterNesting(reports).resolution
    }

    /// The sum of all reports, or `nil` if there are none.
    public var total: CounterTotal? { resolution.total }
}

/// Reports nested within each other, from the longest to the shortest.
private struct CounterNesting {
    private struct Node {
        let report: CounterSeries.Segment
        let isOutermost: Bool
        /// The sum of the reports that are directly within this one.
        var parts: Int64 = 0
        var hasParts = false
        /// The days that no shorter report covers.
        var rest: [Int] = []
    }

    private var nodes: [Node] = []
    /// Reports that partially overlap another report.
    private var crossing: [CounterSeries.Segment] = []
    /// The index in `nodes` of the shortest report that covers each day.
    private var owners: [Int: Int] = [:]

    init(_ reports: [CounterSeries.Segment]) {
        let byLength = reports.sorted { left, right in
            if left.days.count != right.days.count { return left.days.count > right.days.count }
            return left.days.lexicographicallyPrecedes(right.days)
        }
        for report in byLength { add(report) }
        for (day, owner) in owners { nodes[owner].rest.append(day) }
        for index in nodes.indices { nodes[index].rest.sort() }
    }

    private mutating func add(_ report: CounterSeries.Segment) {
        let around = owners[report.days[0]]
        guard report.days.allSatisfy({ owners[$0] == around }) else { return crossing.append(report) }
        if let around {
            nodes[around].parts = nodes[around].parts.addingClamped(report.value)
            nodes[around].hasParts = true
        }
        nodes.append(Node(report: report, isOutermost: around == nil))
        for day in report.days { owners[day] = nodes.count - 1 }
    }

    var resolution: CounterResolution {
        var segments: [CounterSeries.Segment] = []
        var constraints: [CounterSeries.Segment] = []
        var conflicts: [CounterConflict] = []
        for node in nodes {
            let (left, isTooMuch) = node.report.value.subtractingReportingOverflow(node.parts)
            if !node.hasParts {
                segments.append(node.report)
            } else if isTooMuch || left < 0 || (node.rest.isEmpty && left > 0) {
                conflicts.append(CounterConflict(whole: node.report, isWholeCounted: true, parts: node.parts))
                constraints.append(node.report)
            } else if !node.rest.isEmpty {
                segments.append(.init(days: node.rest, value: left, eachBetween: node.report.eachBetween))
            }
        }
        let known = segments.sorted { $0.days.lexicographicallyPrecedes($1.days) }
        for report in crossing {
            let inside = parts(of: report, among: known)
            if inside.value > report.value || (inside.dayCount == report.days.count && inside.value != report.value) {
                conflicts.append(CounterConflict(whole: report, isWholeCounted: false, parts: inside.value))
            }
            if inside.dayCount < report.days.count { constraints.append(report) }
        }
        return CounterResolution(
            segments: known,
            constraints: constraints.sorted { ($0.lastDay, $0.days.count) < ($1.lastDay, $1.days.count) },
            conflicts: conflicts.sorted { $0.whole.days.lexicographicallyPrecedes($1.whole.days) },
            total: total
        )
    }

    /// Returns the sum of the segments within a report, and the number of the report's days that the segments cover.
    private func parts(of report: CounterSeries.Segment, among segments: [CounterSeries.Segment])
        -> (value: Int64, dayCount: Int)
    {
        let days = Set(report.days)
        let first = segments.partitioningIndex { $0.days[0] >= report.days[0] }
        var sum: (value: Int64, dayCount: Int) = (0, 0)
        for segment in segments[first...].prefix(while: { $0.days[0] <= report.lastDay })
        where segment.days.allSatisfy(days.contains) {
            sum.value = sum.value.addingClamped(segment.value)
            sum.dayCount += segment.days.count
        }
        return sum
    }

    /// The sum of the outermost reports. A report that partially overlaps them adds at most its count, and at least the
    /// part of its count that can't be contained in theirs.
    private var total: CounterTotal? {
        let outermost = nodes.filter(\.isOutermost).map(\.report)
        guard let last = (outermost + crossing).map(\.lastDay).max() else { return nil }
        var (minimum, maximum) = (Int64(0), Int64(0))
        var covered: Set<Int> = []
        for report in outermost {
            minimum = minimum.addingClamped(report.value)
            maximum = maximum.addingClamped(report.value)
            covered.formUnion(report.days)
        }
        // Days shared by two such reports are certain to be counted only once.
        var added: Set<Int> = []
        for report in crossing {
            let days = Set(report.days)
            let new = days.subtracting(covered)
            guard !new.isEmpty else { continue }
            let held = outermost.filter { !days.isDisjoint(with: $0.days) }
                .reduce(Int64(0)) { $0.addingClamped($1.value) }
            if days.isDisjoint(with: added) { minimum = minimum.addingClamped(max(0, report.value - max(0, held))) }
            maximum = maximum.addingClamped(max(0, report.value))
            added.formUnion(new)
            covered.formUnion(new)
        }
        return CounterTotal(value: minimum...max(minimum, maximum), dayCount: covered.count, lastDay: last)
    }
}

extension Int64 {
    /// Returns the sum, clamped to the range of `Int64`.
    package func addingClamped(_ other: Int64) -> Int64 {
        let (sum, isTooMuch) = addingReportingOverflow(other)
        return isTooMuch ? (other < 0 ? .min : .max) : sum
    }
}
