import Growth
import History
import Market

extension GrowthReport {
    /// The growth figures as lines of text, followed by the method of each kind of figure that has a value.
    var text: [String] {
        let methods = lines.filter(\.isKnown).reduce(into: [(label: String, method: String)]()) { methods, line in
            if !methods.contains(where: { $0.method == line.method }) { methods.append((line.label, line.method)) }
        }
        return lines.map { "  \(Self.padded($0.label))\($0.value)\($0.label == "downloads" ? "; \($0.source)" : "")" }
            + methods.map { "  method: \($0.label), \($0.method)" }
    }

    private static func padded(_ label: String) -> String {
        label + String(repeating: " ", count: max(1, 12 - label.count))
    }

    var json: JSONText {
        .object([("downloads", .list(downloads.map(\.json))), ("ranks", .list(ranks.map(\.json)))])
    }
}

extension DownloadGrowth {
    /// The growth as JSON. Ranges are pairs of the lower and upper bound; `null` means that the formula has no value.
    fileprivate var json: JSONText {
        .object([
            ("where", .text(area)), ("metric", .text(Metric.downloads.rawValue)), ("source", .text(source)),
            ("of", .text(kind.rawValue)), ("kind", .text(FigureKind.derived.rawValue)),
            ("from", .of(pace.lastDay.advanced(by: 1 - pace.daysInMean))), ("to", .of(pace.lastDay)),
            ("days", .of(pace.daysInMean)),
            (
                "perDay",
                Self.figure(pace.mean, "downloads/day", Self.paceMethod, [("spread", Self.list(pace.spread))])
            ),
            ("acceleration", Self.figure(acceleration, "downloads/day per day", Self.accelerationMethod)),
            ("doubling", Self.figure(doublingTime, "days", Self.doublingMethod)),
            ("weekdays", weekdaysJSON),
        ])
    }

    private static func figure(
        _ range: ClosedRange<Double>?,
        _ unit: String,
        _ method: String,
        _ more: [(key: String, value: JSONText)] = []
    ) -> JSONText {
        range == nil
            ? .null : .object([("value", list(range)), ("unit", .text(unit)), ("method", .text(method))] + more)
    }

    private static func list(_ range: ClosedRange<Double>?) -> JSONText {
        range.map { .list([.of($0.lowerBound), .of($0.upperBound)]) } ?? .null
    }

    private var weekdaysJSON: JSONText {
        weekdays.map { index in
            .object([
                (
                    "value",
                    .object(zip(TimeFormat.weekdays, index.values).map { ($0.lowercased(), .of($1)) })
                ),
                ("days", .of(index.known)), ("unit", .text("share of the mean")), ("method", .text(Self.weekdayMethod)),
            ])
        } ?? .null
    }
}

extension RankGrowth {
    fileprivate var json: JSONText {
        .object([
            ("chart", chart.json), ("rank", .of(rankStatus.rank?.value)),
            ("previousRank", .of(rankStatus.previousRank?.value)), ("state", .of(rankStatus.state?.rawValue)),
            ("from", .of(rankStatus.comparedTo)), ("to", .of(rankStatus.seen)),
            ("velocity", velocityJSON), ("demand", demandJSON), ("volatility", volatilityJSON),
        ])
    }

    private var velocityJSON: JSONText {
        velocity.map { velocity in
            .object([
                ("value", .of(velocity.ranks)), ("unit", .text(velocity.unit)),
                ("kind", .text(FigureKind.derived.rawValue)), ("method", .text(Self.velocityMethod)),
            ])
        } ?? .null
    }

    private var demandJSON: JSONText {
        guard let demand, let exponent else { return .null }
        return .object([
            ("factor", .of(demand.factor)),
            ("range", .list([.of(demand.range.lowerBound), .of(demand.range.upperBound)])),
            ("rate", .of(demand.rate)), ("unit", .text("factor: growth over the window; rate: ln(factor) per day")),
            ("exponent", .of(exponent)), ("fitted", .bool(isFitted)), ("kind", .text(FigureKind.estimate.rawValue)),
            ("method", .text(demandMethod)),
        ])
    }

    private var volatilityJSON: JSONText {
        volatility.map { volatility in
            .object([
                ("value", .of(volatility)), ("unit", .text("ln(rank ratio) per update")), ("ticks", .of(updates)),
                ("from", .of(since)), ("to", .of(rankStatus.seen)), ("kind", .text(FigureKind.derived.rawValue)),
                ("method", .text(Self.volatilityMethod)),
            ])
        } ?? .null
    }
}
