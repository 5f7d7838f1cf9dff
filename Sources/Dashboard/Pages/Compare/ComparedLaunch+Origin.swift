import Growth
import History
import Market
import TimeSeries

extension ComparedLaunch {
    /// The reason why a launch has no origin.
    struct MissingOrigin: Hashable, Sendable {
        var reason: String
        /// Whether several events match, so that more words are needed to select one.
        var isAmbiguous = false
    }

    /// Sets the origin for an alignment, or the reason why there is none.
    ///
    /// If only the day of the origin is known, the origin is the start of that day, as for day 0.
    ///
    /// - Parameter history: The launch's ranks in the compared chart; `nil` if it has none.
    mutating func align(at wanted: CompareAlignment, history: RankHistory?, chart: Chart?) {
        switch wanted {
        case .day0: return
        case .rank(let rank): align(atRank: rank, wanted, history: history, chart: chart)
        case .event(let text): align(atEvent: text)
        }
    }

    private mutating func align(atRank rank: Rank?, _ wanted: CompareAlignment, history: RankHistory?, chart: Chart?) {
        guard let chart else {
            missingOrigin = MissingOrigin(reason: "\(name.full): no chart data")
            return
        }
        let limit = rank?.value ?? .max
        let found = history?.points.first { point in
            point.time >= day0.seconds && point.rank.map { Int($0) <= limit } ?? false
        }
        guard let found else {
            let goal = rank == nil ? "ranked" : wanted.label
            missingOrigin = MissingOrigin(reason: "\(name.full) was never \(goal) in \(chart.shortTitle)")
            return
        }
        let instant = Timestamp(seconds: found.time)
        origin = max(day0, found.isPartial && instant.isDayEnd ? instant.day.start : instant)
        let own = counterpart(of: chart) ?? chart
        if !found.isPartial, ledger(of: own).rankings[own]?.firstSeenTime == found.time {
            note = "\(name.full): already ranked in the first snapshot of \(chart.shortTitle), possibly earlier"
        }
    }

    private mutating func align(atEvent text: String) {
        let known = knownEvents
        let found = Self.events(known, matching: text)
        guard let event = found.first else {
            missingOrigin = MissingOrigin(
                reason: known.isEmpty ? "\(name.full) has no events" : "\(name.full) has no event \"\(text)\""
            )
            return
        }
        guard found.count == 1 else {
            let list = found.prefix(4).map { "\(TimeFormat.long($0.day)), \"\($0.text)\"" }.joined(separator: "; ")
            let more = found.count > 4 ? "; …" : ""
            missingOrigin = MissingOrigin(
                reason: "ambiguous event \"\(text)\" of \(name.full): \(list)\(more); use more words",
                isAmbiguous: true
            )
            return
        }
        guard event.day.start >= day0 else {
            let day = TimeFormat.long(event.day)
            missingOrigin = MissingOrigin(reason: "\"\(text)\" of \(name.full) was on \(day), before day 0")
            return
        }
        origin = event.day.start
        if let earliest = event.earliest, earliest < event.day {
            let days = TimeFormat.span([earliest, event.day])
            note = "\"\(text)\" of \(name.full): date uncertain, \(days)"
        }
    }

    /// Returns the events with exactly this text, otherwise the events that contain all of its words. Case is ignored;
    /// for words, accents are ignored, too.
    static func events(_ events: [LaunchEvent], matching text: String) -> [LaunchEvent] {
        let parts = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard !parts.isEmpty else { return [] }
        let exact = events.filter { $0.text.lowercased() == text.lowercased() }
        if !exact.isEmpty { return exact }
        return events.filter { event in parts.allSatisfy { Filter.contains(event.text, $0) } }
    }

    /// The launch's events up to the instant.
    var knownEvents: [LaunchEvent] { (launch?.events ?? []).filter { $0.day.lastSecond <= instant } }
}
