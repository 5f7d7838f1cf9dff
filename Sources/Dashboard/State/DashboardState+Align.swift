import Growth
import History
import Market

extension DashboardState {
    /// Ranks, and events by their words, to align launches at.
    mutating func chooseOrigin() {
        guard route.page == .compare else { return }
        let origins = [.day0, .rank(nil)] + CompareAlignment.ranks.map { CompareAlignment.rank($0) }
        let labels = origins.map { $0 == route.origin ? "\($0.words), as it is" : $0.words }
        mode = .picker(
            Picker(
                title: "align at",
                choices: origins.map { .origin($0) } + [.line("align ")],
                labels: labels + ["an event, by words of it …"],
                selection: origins.firstIndex(of: route.origin) ?? 0
            )
        )
    }

    mutating func align(at text: String) {
        guard route.page == .compare else {
            message = "launches are aligned on the compare page; \(commands.label(.compare)) goes there"
            return
        }
        guard let origin = CompareAlignment(text) else {
            message = "“\(text)” is nothing to align at; try day0, first-rank, #1 or words of an event"
            return
        }
        align(at: origin)
    }

    /// Stays as it is where no launch has such an origin, or it is not clear which is meant.
    mutating func align(at origin: CompareAlignment) {
        var next = route
        next.origin = origin
        guard let report = comparison(of: next) else { return }
        if let problem = report.misalignment {
            message = problem
            return
        }
        leaveFocus()
        next.ages = nil
        route = next
        let absent = report.entrants.filter { $0.absence != nil }.count
        let without = absent > 0 ? "; \(absent) of \(report.entrants.count) never came there" : ""
        message = "aligned at \(origin.words)\(without)"
    }

    /// What may follow `align`: the fixed ones, words that tell one event of several of the launches, and all events.
    var originCandidates: [(word: String, title: String)] {
        guard let report = compareReport else { return [] }
        let fixed: [(word: String, title: String)] =
            [
                (CompareAlignment.day0.typed, "as it is without it"),
                (CompareAlignment.rank(nil).typed, "first seen on the chart"),
            ]
            + CompareAlignment.ranks.reversed().map {
                (CompareAlignment.rank($0).typed, "first seen at \(CompareAlignment.rank($0).words)")
            }
        let events = report.entrants.map(\.knownEvents)
        let shared = Self.telling(events).map { (word: $0.word, title: "an event of \($0.launches) of them") }
        let all = zip(report.entrants, events).flatMap { entrant, events in
            events.map { (word: $0.text, title: "\(TimeFormat.long($0.day)), \(entrant.name.full)") }
        }
        return fixed + shared + all
    }

    /// Words of four letters and more that stand in just one event of at least two launches; those of most launches first.
    private static func telling(_ events: [[LaunchEvent]]) -> [(word: String, launches: Int)] {
        var launches: [String: Int] = [:]
        for events in events {
            var counts: [String: Int] = [:]
            for event in events {
                let words = event.text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 3 }
                for word in Set(words) { counts[String(word), default: 0] += 1 }
            }
            for (word, count) in counts where count == 1 { launches[word, default: 0] += 1 }
        }
        return launches.filter { $0.value > 1 }.map { (word: $0.key, launches: $0.value) }
            .sorted { (-$0.launches, $0.word) < (-$1.launches, $1.word) }
    }

    /// Shows where the launches of the library stand, or no longer.
    mutating func toggleBand() {
        guard let report = compareReport else { return }
        let curves = compareCurves(of: report, theme: theme)
        guard curves.view == .total, let measure = curves.measure else {
            message = "the band is of totals; \(commands.label(.view)) shows them"
            return
        }
        guard route.showsBand || !report.band(in: measure, days: LaunchCurve.longest).ages.isEmpty else {
            message =
                "fewer than \(CohortBand.leastLaunches) launches of the library are known by "
                + "\(CompareReport.words(measure)): no band"
            return
        }
        route.showsBand.toggle()
        message = route.showsBand ? "median and quartiles of the library" : "without the library"
    }
}
