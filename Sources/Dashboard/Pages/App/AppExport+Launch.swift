import Canvas
import Growth
import History
import Market

extension AppExport {
    static func text(of launch: Launch, report: AppReport, _ options: GrowthOptions) -> String {
        let began = launch.kind == .launch ? "launched" : "surge since"
        // A store that received the app in all countries later isn't a launch store.
        let laterStores =
            launch.storefronts.isEmpty
            ? launch.availability.filter { $0.storefronts.isEmpty }.flatMap(\.stores) : []
        let stores = launch.homeScope.stores.filter { !laterStores.contains($0) }
        let outlets = Scope(stores: stores, storefronts: [], countsWeb: launch.homeScope.countsWeb).outlets
        let heading =
            "\(launch.name), \(began) \(TimeFormat.full(launch.day0)) on \(outlets.hasPrefix(Store.appStore.name) ? "the " : "")\(outlets), "
            + "\(Scope(stores: [], storefronts: launch.storefronts).label); \(launch.access)"
        var lines = [heading] + [launch.day0Note].compactMap { $0 } + text(of: report, options)
        let others = report.observations.filter { $0.metric == .rank } + report.otherFigures
        if !others.isEmpty { lines += ["", "other figures"] }
        lines += others.map { figure in
            let subject =
                figure.metric == .rank
                ? figure.chart.map { "rank in \($0.titleInSentence)" } ?? "rank" : report.name(of: figure.metric)
            return "  \(subject), \(report.text(of: figure)), \(figure.source.name)"
        }
        let events = launch.events.filter { $0.day.lastSecond <= report.instant }
        if !events.isEmpty {
            lines +=
                ["", "events"]
                + events.map { "  \($0.earliest == nil ? "" : "by ")\(TimeFormat.long($0.day)): \($0.text)" }
        }
        if !launch.conflicts.isEmpty { lines += ["", "conflicting figures"] + launch.conflicts.map { "  \($0)" } }
        if !launch.missing.isEmpty { lines += ["", "no data"] + launch.missing.map { "  \($0)" } }
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    static func json(of launch: Launch, report: AppReport, _ options: GrowthOptions) -> JSONText {
        .object(
            [
                ("launch", Launch.columns.json(launch)),
                ("asOf", .of(report.instant)),
                ("observations", Observation.columns.json(report.shownObservations)),
                (
                    "events",
                    [LaunchEvent.column].json(launch.events.filter { $0.day.lastSecond <= report.instant })
                ),
                ("milestones", [Milestone.column].json(report.milestones.reversed())),
                ("conflicts", .list(launch.conflicts.map { .text($0) })),
                ("missing", .list(launch.missing.map { .text($0) })),
            ] + options.json(of: report)
        )
    }
}

extension Observation {
    /// The first day of the figure's period; the last day for a total without a stated first day.
    var firstDate: Day { period.firstDay ?? period.lastDay }

    /// The last day of a period of several days; `nil` for other periods.
    var endDate: Day? {
        switch period {
        case .days(let days): days.last
        case .within(let days): days.upperBound
        case .day, .through, .total: nil
        }
    }

    /// The days that the figure sums up; empty unless it's a sum over several days.
    var days: [Day] {
        if case .days(let days) = period { return days }
        return []
    }

    /// Whether the figure is a total since day 0 of the launch.
    var isCumulative: Bool {
        if case .through = period { return true }
        return false
    }
}

extension Period {
    /// The period's name in JSON and CSV. A `total` counts from the app's first day, and `through` counts from day 0 of
    /// the launch.
    var word: String {
        switch self {
        case .day: "day"
        case .days: "days"
        case .through: "through"
        case .total: "total"
        case .within: "within"
        }
    }
}

extension Scope {
    var json: JSONText {
        let stores = stores.map(\.rawValue).joined(separator: "+")
        return .object([
            ("store", .text(stores)), ("storefronts", storefronts?.json ?? .null), ("web", .bool(countsWeb)),
        ])
    }
}
