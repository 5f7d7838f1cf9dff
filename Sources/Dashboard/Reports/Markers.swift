import Canvas
import Growth
import History
import Market

/// Something on the timeline that one can jump to.
struct Marker: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case launch, event, milestone, claim, end
    }

    var instant: Timestamp
    /// Short, for the timeline; empty for events.
    var label: String
    /// A sentence, for the bottom line after a jump.
    var text: String
    var kind: Kind

    /// Of several at one instant the heaviest gives the label: a rank says more than the tenth thousand.
    var weight: Int {
        switch kind {
        case .event: 0
        case .claim: 1
        case .milestone: label.hasPrefix("#") ? 3 : 2
        case .launch, .end: 4
        }
    }

    func symbol(theme: Theme) -> (Unicode.Scalar, Style) {
        switch kind {
        case .launch: ("●", theme.live)
        case .event: ("◇", theme.faint)
        case .milestone: ("◆", theme.milestone)
        case .claim: ("“", theme.claim)
        case .end: ("■", theme.stale)
        }
    }
}

extension DashboardState {
    /// The marks of what the page is about, in order of time; all there are, also those after the cursor.
    var markers: [Marker] {
        let end = route.playhead.bounds.end
        guard let app = route.app ?? route.selectedApp,
            // Of a chart's page only what happened in this chart.
            let report = AppReport(
                of: app,
                in: ledger,
                asOf: end,
                zone: zone,
                only: route.page == .charts ? route.chart : nil,
                launch: route.launch.flatMap(ledger.launch(id:))
            )
        else { return [] }
        var markers = report.milestones.map { milestone in
            let threshold = report.threshold(of: milestone)
            let words = report.words(of: milestone, theme: .mono)
            return Marker(
                instant: milestone.latest,
                label: threshold,
                text: "\(threshold) \(words[2].text) (\(words[3].text))",
                kind: milestone.kind == .claim ? .claim : .milestone
            )
        }
        if let launch = report.launch {
            let day0 = launch.day0.start
            markers.append(
                Marker(
                    instant: day0,
                    label: launch.kind.rawValue,
                    text:
                        "\(launch.kind == .launch ? "launch" : "day 0 of the surge"), \(TimeFormat.full(launch.day0))",
                    kind: .launch
                )
            )
            let ends = launch.delistings.map(\.event)
            markers += launch.events.map { event in
                let isEnd = ends.contains(event)
                return Marker(
                    instant: event.day.lastSecond,
                    label: isEnd ? "delisted" : "",
                    text: "\(TimeFormat.long(event.day)): \(event.text)",
                    kind: isEnd ? .end : .event
                )
            }
        }
        return markers.filter { route.playhead.bounds.contains($0.instant) }
            .sorted { ($0.instant, $0.weight) < ($1.instant, $1.weight) }
    }
}
