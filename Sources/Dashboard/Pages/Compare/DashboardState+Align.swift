import Growth
import History
import Market

extension DashboardState {
    /// Opens the picker of alignments: day 0, ranks and events.
    mutating func chooseOrigin() {
        let origins = [.day0, .rank(nil)] + CompareAlignment.ranks.map { CompareAlignment.rank($0) }
        let items = origins.map { origin in
            Picker.Item(choice: .origin(origin), label: origin.label, detail: origin == route.origin ? "current" : "")
        }
        mode = .picker(
            Picker(
                title: "align at",
                items: items + [Picker.Item(choice: .line("align "), label: "an event…")],
                selection: origins.firstIndex(of: route.origin) ?? 0
            )
        )
    }

    mutating func align(at text: String) {
        guard let origin = CompareAlignment(text) else {
            message = "invalid alignment \"\(text)\"; use day0, first-rank, #1 or text from an event"
            return
        }
        align(at: origin)
    }

    /// Aligns the compared launches. Shows an error message instead if none of them has the required origin or the
    /// event is ambiguous.
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
        let missing = report.launches.filter { $0.missingOrigin != nil }.count
        let remark = missing > 0 ? "; \(missing) of \(report.launches.count) never reached it" : ""
        message = "aligned at \(origin.label)\(remark)"
    }

    /// Completions for `align`: day 0 and ranks, words shared by events of several launches, and all events.
    var originCandidates: [(word: String, title: String)] {
        guard let report = compareReport else { return [] }
        let fixed: [(word: String, title: String)] =
            [
                (CompareAlignment.day0.typed, "the default"),
                (CompareAlignment.rank(nil).typed, "first seen in the chart"),
            ]
            + CompareAlignment.ranks.reversed().map {
                (CompareAlignment.rank($0).typed, "first seen at \(CompareAlignment.rank($0).label)")
            }
        let events = report.launches.map(\.knownEvents)
        let shared = Self.sharedWords(of: events).map { (word: $0.word, title: "event of \($0.launches) launches") }
        let all = zip(report.launches, events).flatMap { compared, events in
            events.map { (word: $0.text, title: "\(TimeFormat.long($0.day)), \(compared.name.full)") }
        }
        return fixed + shared + all
    }

    /// Returns the words of four letters or more that identify one event in each of at least two launches, those shared
    /// by most launches first.
    private static func sharedWords(of events: [[LaunchEvent]]) -> [(word: String, launches: Int)] {
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

    /// Toggles the library's median and quartiles. Shows an error message if there are none to show.
    mutating func toggleBand() {
        guard let report = compareReport else { return }
        let curves = compareCurves(of: report, theme: theme)
        guard curves.view == .total, let measure = curves.measure else {
            message = "the band needs the total view; press \(commands.label(.view)) to switch"
            return
        }
        guard route.showsBand || !report.band(in: measure, days: LaunchCurve.longest).ages.isEmpty else {
            message =
                "no band: fewer than \(CohortBand.minimumLaunches) launches in the library have data for "
                + CompareReport.label(measure)
            return
        }
        route.showsBand.toggle()
        message = route.showsBand ? "median and quartiles: on" : "median and quartiles: off"
    }
}
