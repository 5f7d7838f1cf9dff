import Growth
import History
import Market
import TimeSeries

extension ComparedLaunch {
    /// Why a launch has no origin.
    struct Absence: Hashable, Sendable {
        var sentence: String
        /// Whether it may have one that was not said clearly enough.
        var isAmbiguous = false
    }

    /// Lays it upon the others at another instant than its day 0.
    ///
    /// A day that is all that is known of an instant is counted from its beginning, as day 0 is.
    ///
    /// - Parameter history: its ranks in the chart that is compared.
    mutating func align(at wanted: CompareAlignment, history: RankHistory?, chart: Chart?) {
        switch wanted {
        case .day0: return
        case .rank(let rank): align(atRank: rank, wanted, history: history, chart: chart)
        case .event(let words): align(atEvent: words)
        }
    }

    private mutating func align(atRank rank: Rank?, _ wanted: CompareAlignment, history: RankHistory?, chart: Chart?) {
        guard let chart else {
            absence = Absence(sentence: "\(name.full) was seen on no chart")
            return
        }
        let limit = rank?.value ?? .max
        let found = history?.points.first { point in
            point.time >= day0.seconds && point.rank.map { Int($0) <= limit } ?? false
        }
        guard let found else {
            let place = rank == nil ? "on" : "at \(wanted.label) of"
            absence = Absence(sentence: "\(name.full) was never seen \(place) \(chart.shortTitle)")
            return
        }
        let instant = Timestamp(seconds: found.time)
        origin = max(day0, found.isPartial && instant.isDayEnd ? instant.day.start : instant)
        if !found.isPartial, ledger(of: chart).rankings[chart]?.firstSighting == found.time {
            note = "\(name.full) was there on the first list of \(chart.shortTitle) that is known, and perhaps before"
        }
    }

    private mutating func align(atEvent words: String) {
        let known = knownEvents
        let found = Self.events(known, saying: words)
        guard let event = found.first else {
            let others = known.isEmpty ? ": none is known of it" : ""
            absence = Absence(sentence: "\(name.full) has no event with “\(words)”\(others)")
            return
        }
        guard found.count == 1 else {
            let list = found.prefix(4).map { "\(TimeFormat.long($0.day)) “\($0.text)”" }.joined(separator: "; ")
            let more = found.count > 4 ? "; …" : ""
            absence = Absence(
                sentence: "“\(words)” of \(name.full) could be \(list)\(more); more words tell them apart",
                isAmbiguous: true
            )
            return
        }
        guard event.day.start >= day0 else {
            let day = TimeFormat.long(event.day)
            absence = Absence(sentence: "“\(words)” of \(name.full) was on \(day), before its day 0")
            return
        }
        origin = event.day.start
        if let earliest = event.earliest, earliest < event.day {
            note =
                "“\(words)” of \(name.full) was between \(TimeFormat.long(earliest)) and \(TimeFormat.long(event.day))"
        }
    }

    /// Events in whose text all the words are, without regard to case and accents; or that of just this text.
    static func events(_ events: [LaunchEvent], saying words: String) -> [LaunchEvent] {
        let parts = words.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard !parts.isEmpty else { return [] }
        let exact = events.filter { $0.text.lowercased() == words.lowercased() }
        if !exact.isEmpty { return exact }
        return events.filter { event in parts.allSatisfy { Filter.contains(event.text, $0) } }
    }

    /// What had happened to it by the instant.
    var knownEvents: [LaunchEvent] { (launch?.events ?? []).filter { $0.day.lastSecond <= instant } }
}
