import Canvas
import Growth
import History
import Market

/// A point on the timeline that the user can jump to.
struct Marker: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case launch, event, milestone, claim, end
    }

    var instant: Timestamp
    /// A short label for the timeline; empty for events.
    var label: String
    /// The text shown in the status line after a jump to the marker.
    var text: String
    /// What happened, without the date and the label: the source of a milestone, or the text of an event.
    var detail: String
    var kind: Kind
    /// The chart of a rank milestone; `nil` for other markers.
    var chart: Chart?

    /// The priority among markers at the same instant, from 0 to 4 (highest). A rank has priority over a number of
    /// downloads.
    var weight: Int {
        switch kind {
        case .event: 0
        case .claim: 1
        case .milestone: label.hasPrefix("#") ? 3 : 2
        case .launch, .end: 4
        }
    }

    /// Returns the marker's symbol on the timeline, and the style of the symbol.
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

/// What the markers on the timeline depend on, besides the data.
private struct MarkersKey: Hashable, Sendable {
    let app: AppID
    let launch: String?
    let chart: Chart?
    let isOfLibrary: Bool
    let bounds: TimeRange
    let zone: TimeZoneTable
}

extension DashboardState {
    /// The markers of the page's app in chronological order, including those after the cursor.
    var markers: [Marker] {
        guard let app = route.app ?? route.selectedApp else { return [] }
        let key = MarkersKey(
            app: app,
            launch: route.launch,
            chart: route.page.type.markedChart(of: route),
            isOfLibrary: route.isOfLibrary,
            bounds: route.playhead.bounds,
            zone: zone
        )
        return reports.value(for: key) {
            report(of: app, launch: key.launch, only: key.chart, asOf: key.bounds.end).map { report in
                Marker.all(in: report).filter { key.bounds.contains($0.instant) }
            } ?? []
        }
    }
}

extension Marker {
    /// Returns the markers of an app in chronological order: milestones, claims, the launch and its events.
    static func all(in report: AppReport) -> [Marker] {
        var markers = report.milestones.map { milestone in
            let threshold = report.threshold(of: milestone)
            let cells = report.cells(of: milestone, theme: .mono)
            return Marker(
                instant: milestone.latest,
                label: threshold,
                text: "\(threshold) \(cells[2].text) (\(cells[3].text))",
                detail: cells[3].text,
                kind: milestone.kind == .claim ? .claim : .milestone,
                chart: milestone.chart
            )
        }
        if let launch = report.launch {
            let day0 = launch.day0.start
            markers.append(
                Marker(
                    instant: day0,
                    label: launch.kind.rawValue,
                    text:
                        "\(launch.kind == .launch ? "launch" : "surge") (day 0), \(TimeFormat.full(launch.day0))",
                    detail:
                        "\(launch.kind == .launch ? "launch" : "surge"), \(launch.homeScope.label), \(launch.access)",
                    kind: .launch
                )
            )
            let delistings = launch.delistings.map(\.event)
            markers += launch.events.map { event in
                let isDelisting = delistings.contains(event)
                return Marker(
                    instant: event.day.lastSecond,
                    label: isDelisting ? "delisted" : "",
                    text: "\(TimeFormat.long(event.day)): \(event.text)",
                    detail: event.text,
                    kind: isDelisting ? .end : .event
                )
            }
        }
        let changes = report.ledger.listingChanges(
            of: report.app,
            during: TimeRange(Timestamp(seconds: 0), report.instant)
        )
        markers += changes.map { change in
            Marker(
                instant: change.at,
                label: "",
                text: "\(change.text) in \(change.place) (observed, \(RatingReport.publisher))",
                detail: "\(change.text) in \(change.place)",
                kind: .event
            )
        }
        return markers.sorted { ($0.instant, $0.weight) < ($1.instant, $1.weight) }
    }
}
