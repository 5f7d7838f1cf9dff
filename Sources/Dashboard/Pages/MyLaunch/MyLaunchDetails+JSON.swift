import Alerts
import Growth
import History
import Market
import TimeSeries

extension MyLaunchDetails {
    /// The app with everything shown about it.
    var json: JSONText {
        .object([
            ("id", .text(app.text)), ("name", .text(name)), ("launch", .of(watched.launch)),
            ("day", .of(age?.day)), ("age", .of(age?.text)),
            ("storefronts", .list(rows.map { json($0) })), ("downloads", downloads.json), ("sameAge", sameAge.json),
            ("events", .list(events.map(\.json))),
            (
                "neighbors",
                .object([
                    ("chart", neighborChart?.json ?? .null),
                    (
                        "entries",
                        .list(
                            (neighborChart.map { neighbors(in: $0, reach: 2) } ?? []).map {
                                .object([
                                    ("rank", .of($0.rank.value)), ("app", .text($0.app.text)), ("name", .text($0.name)),
                                    ("change", .of($0.day?.change)), ("state", .of($0.day?.state?.rawValue)),
                                ])
                            }
                        )
                    ),
                ])
            ),
        ])
    }

    private func json(_ row: StorefrontRow) -> JSONText {
        let record = row.overall.flatMap { inputs.data.rankRecord(of: app, in: $0.chart, asOf: instant) }
        let standing = row.overall
        return .object([
            ("storefront", .text(row.storefront.code)), ("country", .text(row.storefront.name)),
            ("chart", (standing?.chart ?? row.polled)?.json ?? .null), ("rank", .of(standing?.rank?.value)),
            ("listed", standing.map { .bool($0.rank != nil) } ?? .null),
            ("confirmed", standing.map { .bool($0.isConfirmed) } ?? .null), ("depth", .of(standing?.depth)),
            ("stale", standing.map { .bool($0.isStale) } ?? .null),
            ("change1h", .of(standing?.hour?.change)), ("change24h", .of(standing?.day?.change)),
            ("previousRank", .of(standing?.day?.previousRank?.value)), ("state", .of(standing?.day?.state?.rawValue)),
            ("best", .of(record.map { Int($0.best) })),
            ("bestAt", .of(record.map { Timestamp(seconds: $0.bestAt) })),
            (
                "genre",
                row.genre.map {
                    .object([("chart", $0.chart.json), ("rank", .of($0.rank?.value)), ("depth", .of($0.depth))])
                } ?? .null
            ),
            ("next", .of(standing?.next?.rank)), ("checked", .of(row.checked)),
        ])
    }
}

extension StorefrontRow {
    fileprivate func text(_ number: Int?) -> String { number.map(String.init) ?? "" }

    /// The fields of a row of CSV.
    func csvRow(of details: MyLaunchDetails) -> [String] {
        let identity: [String] = [
            details.instant.iso8601, details.app.text, details.name, storefront.code,
            (overall?.chart ?? polled)?.kind.slug ?? "",
        ]
        let ranks: [String] = [
            text(overall?.rank?.value), overall.map { "\($0.rank != nil)" } ?? "", text(overall?.depth),
            text(overall?.hour?.change), text(overall?.day?.change), text(overall?.day?.previousRank?.value),
            overall?.day?.state?.rawValue ?? "",
        ]
        let rest: [String] = [
            genre?.chart.genre?.id ?? "", text(genre?.rank?.value), text(overall?.next?.rank), checked?.iso8601 ?? "",
        ]
        return identity + ranks + rest
    }
}

extension LaunchDownloads {
    fileprivate var json: JSONText {
        guard let primary else { return .null }
        let outlook = primary.outlook
        return .object([
            ("kind", .text(primary.kind.rawValue)), ("source", .text(primary.source)), ("where", .text(primary.area)),
            ("day", .of(latest?.day)), ("value", latest.map { .int($0.value) } ?? .null),
            (
                "days",
                .list(recentDays.map { .list([.of($0.day), $0.value.map { .int($0) } ?? .null]) })
            ),
            ("total", primary.total.map { Self.range($0.range) } ?? .null), ("next", .of(outlook?.threshold)),
            ("share", outlook?.share.map(Self.range) ?? .null),
            ("earliest", .of(outlook?.arrival?.earliest)), ("latest", .of(outlook?.arrival?.latest)),
        ])
    }

    fileprivate static func range(_ range: ClosedRange<Double>) -> JSONText {
        .list([.of(range.lowerBound), .of(range.upperBound)])
    }
}

extension SameAge {
    fileprivate var json: JSONText {
        func rank(_ rank: BestRank?) -> JSONText {
            rank.map { .object([("rank", .of($0.rank)), ("day", .of($0.day)), ("chart", $0.chart.json)]) } ?? .null
        }
        return .object([
            ("day", .of(day)), ("reason", .of(reason)), ("note", .of(editionNote)),
            (
                "launches",
                .list(
                    lines.map { line in
                        .object([
                            ("id", .of(line.launch?.id)), ("name", .text(line.name)), ("rankByThen", rank(line.rank)),
                            ("best", rank(line.best)), ("downloads", line.total.map(LaunchDownloads.range) ?? .null),
                            ("kind", .text(line.kind.rawValue)), ("where", .text(line.area)),
                        ])
                    }
                )
            ),
        ])
    }
}

extension MyLaunchEvent {
    fileprivate var json: JSONText {
        switch content {
        case .alert(let alert):
            .object([
                ("type", .text("alert")), ("at", .of(at)), ("title", .text(alert.title)),
                ("chart", alert.subject.chart?.json ?? .null), ("rank", .of(alert.rank?.value)),
            ])
        case .ranks(let chart, let milestones):
            .object([
                ("type", .text("milestones")), ("at", .of(at)), ("chart", chart.json),
                ("milestones", .list(milestones.map(\.json))),
            ])
        case .left(let chart, let rank):
            .object([("type", .text("left")), ("at", .of(at)), ("chart", chart.json), ("lastRank", .of(rank))])
        case .downloads(let threshold, let days, let kind, let source):
            .object([
                ("type", .text("downloads")), ("at", .of(at)), ("threshold", .of(threshold)),
                ("earliest", .of(days.lowerBound)), ("latest", .of(days.upperBound)), ("kind", .text(kind.rawValue)),
                ("source", .text(source)),
            ])
        }
    }
}
