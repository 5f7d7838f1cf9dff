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
                (
                    "launch",
                    .object([
                        ("id", .text(launch.id)), ("name", .text(launch.name)), ("kind", .text(launch.kind.rawValue)),
                        ("app", launch.app.isPlaceholder ? .null : .text(launch.app.text)),
                        ("store", .of(launch.store?.rawValue)), ("day0", .of(launch.day0)),
                        ("day0Note", .of(launch.day0Note)),
                        ("storefronts", launch.storefronts.json), ("access", .text(launch.access)),
                        ("series", .of(launch.series)),
                        ("scope", launch.homeScope.json),
                        ("availability", .list(launch.availability.map(json))),
                        ("delisted", .list(launch.delistings.map(json))),
                    ])
                ),
                ("asOf", .of(report.instant)),
                ("observations", .list(report.shownObservations.map(\.json))),
                (
                    "events",
                    .list(
                        launch.events.filter { $0.day.lastSecond <= report.instant }.map {
                            .object([
                                ("at", .of($0.day)), ("earliest", .of($0.earliest)), ("text", .text($0.text)),
                                ("source", .text($0.source.name)),
                                ("url", .of($0.source.address)),
                            ])
                        }
                    )
                ),
                ("milestones", .list(report.milestones.reversed().map(\.json))),
                ("conflicts", .list(launch.conflicts.map { .text($0) })),
                ("missing", .list(launch.missing.map { .text($0) })),
            ] + options.json(of: report)
        )
    }

    private static func json(_ entry: Availability) -> JSONText {
        .object([
            ("at", .of(entry.day)), ("storefronts", entry.storefronts.json),
            ("stores", .list(entry.stores.map { .text($0.rawValue) })), ("source", .text(entry.source.name)),
            ("url", .of(entry.source.address)), ("note", .of(entry.note)),
        ])
    }

    private static func json(_ entry: Delisting) -> JSONText {
        .object([
            ("at", .of(entry.day)), ("storefronts", entry.storefronts.json),
            ("stores", .list(entry.stores.map { .text($0.rawValue) })), ("kind", .text(entry.kind.rawValue)),
            ("source", .text(entry.source.name)), ("url", .of(entry.source.address)), ("note", .of(entry.note)),
        ])
    }

    /// Returns CSV with one row per figure.
    static func csv(ofFigures report: AppReport) -> String {
        let header = [
            "metric", "value", "unit", "date", "end", "days", "cumulative", "atLeast", "stores", "storefronts", "chart",
            "genre", "kind", "series", "source", "url", "published", "note", "period",
        ]
        let rows = report.shownObservations.map { figure in
            [
                figure.metric.rawValue, JSONText.of(figure.value).line, figure.metric.unit, figure.firstDate.iso8601,
                figure.endDate?.iso8601 ?? "", figure.days.map(\.iso8601).joined(separator: " "),
                "\(figure.isCumulative)", "\(figure.isAtLeast)",
                figure.scope.stores.map(\.rawValue).joined(separator: " "),
                figure.scope.storefronts?.map(\.code).joined(separator: " ") ?? "", figure.chart?.kind.slug ?? "",
                figure.chart?.genre?.id ?? "", figure.kind.rawValue, figure.series ?? "", figure.source.name,
                figure.source.address ?? "", figure.source.published, figure.note ?? "", figure.period.word,
            ]
        }
        return ([header] + rows).map(CSVText.line).joined(separator: "\n")
    }
}

extension Observation {
    /// The first day of the figure's period; for a total since the launch, its last day.
    var firstDate: Day { period.firstDay ?? period.lastDay }

    /// The last day of a period of several days; `nil` for other periods.
    var endDate: Day? {
        switch period {
        case .days(let days): days.last
        case .within(let days): days.upperBound
        case .day, .through, .total: nil
        }
    }

    /// The days of a sum; empty for other periods.
    var days: [Day] {
        if case .days(let days) = period { return days }
        return []
    }

    /// Whether the figure counts everything since day 0.
    var isCumulative: Bool {
        if case .through = period { return true }
        return false
    }

    var json: JSONText {
        let days: JSONText = self.days.isEmpty ? .null : .list(self.days.map { .of($0) })
        return .object([
            ("metric", .text(metric.rawValue)), ("value", .of(value)), ("unit", .text(metric.unit)),
            ("date", .of(firstDate)), ("end", .of(endDate)), ("days", days), ("cumulative", .bool(isCumulative)),
            ("atLeast", .bool(isAtLeast)),
            ("period", .text(period.word)), ("scope", scope.json),
            ("chart", chart?.json ?? .null), ("kind", .text(kind.rawValue)), ("series", .of(series)),
            ("source", .text(source.name)), ("url", .of(source.address)), ("published", .text(source.published)),
            ("note", .of(note)), ("conflict", .of(conflict)),
        ])
    }
}

extension Period {
    /// The name of the period in JSON and CSV. A `total` counts from the app's first day, `through` from day 0.
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
