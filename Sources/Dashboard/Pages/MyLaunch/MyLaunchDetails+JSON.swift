import Alerts
import Growth
import History
import Market
import TimeSeries

extension MyLaunchDetails {
    /// The app's ratings in each storefront, in the order of the rows.
    var ratings: RatingReport {
        RatingReport(of: app, in: inputs.data, asOf: inputs.instant, zone: inputs.zone, first: rows.map(\.storefront))
    }

    /// The app's reviews since its launch.
    var reviews: ReviewSummary {
        ReviewSummary(
            of: app,
            in: inputs.data,
            asOf: inputs.instant,
            since: age?.start.time,
            zone: inputs.zone
        )
    }

    /// The details as JSON: the app with its storefronts, downloads, comparison, events and neighbors.
    var json: JSONText {
        .object([
            ("id", .text(app.text)), ("name", .text(name)), ("launch", .of(watched.launch)),
            ("day", .of(age?.day)), ("age", .of(age?.text)),
            ("storefronts", MyLaunchReport.columns.json(exportRows)), ("downloads", downloads.json),
            ("counterpart", .of(watched.counterpart?.text)), ("counterpartDownloads", otherDownloads?.json ?? .null),
            ("ratings", ratings.json), ("downloadsFromRatings", downloadsFromRatings.json),
            ("reviews", reviews.isEmpty ? .null : reviews.json),
            ("sameAge", sameAge.json),
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
}

extension LaunchDownloads {
    fileprivate var json: JSONText {
        guard let primary else { return .null }
        let outlook = primary.outlook
        return .object([
            ("kind", .text(primary.kind.rawValue)), ("source", .text(primary.source)), ("where", .text(primary.area)),
            ("day", .of(latest?.day)), ("value", latest.map { .int($0.value) } ?? .null),
            ("days", recent?.json ?? .list([])),
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
            ("day", .of(day)), ("reason", .of(reason)),
            ("note", .of(notes.isEmpty ? nil : notes.joined(separator: "; "))),
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

extension ListingChange {
    fileprivate var json: JSONText {
        let storefronts = ("storefronts", JSONText.list(storefronts.map { .text($0.code) }))
        switch content {
        case .version(let old, let new):
            return .object([
                ("type", .text("version")), ("at", .of(at)), ("from", .of(old)), ("to", .text(new)), storefronts,
            ])
        case .price(let old, let new):
            return .object([
                ("type", .text("price")), ("at", .of(at)), ("from", .text(old.text)), ("to", .text(new.text)),
                storefronts,
            ])
        }
    }
}

extension MyLaunchEvent {
    fileprivate var json: JSONText {
        switch content {
        case .alert(let sent):
            .object([
                ("type", .text("alert")), ("at", .of(at)), ("title", .text(sent.alert.title)),
                ("chart", sent.alert.subject.chart?.json ?? .null), ("rank", .of(sent.alert.rank?.value)),
                ("sent", .of(sent.sentText)), ("failures", .list(sent.failures.map { .text($0) })),
            ])
        case .ranks(let chart, let milestones):
            .object([
                ("type", .text("milestones")), ("at", .of(at)), ("chart", chart.json),
                ("milestones", [Milestone.column].json(milestones)),
            ])
        case .returned(let chart, let rank, let away):
            .object([
                ("type", .text("returned")), ("at", .of(at)), ("chart", chart.json), ("rank", .of(rank)),
                ("awaySeconds", .of(Int(away))),
            ])
        case .left(let chart, let rank):
            .object([("type", .text("left")), ("at", .of(at)), ("chart", chart.json), ("lastRank", .of(rank))])
        case .listing(let change): change.json
        case .downloads(let threshold, let days, let kind, let source):
            .object([
                ("type", .text("downloads")), ("at", .of(at)), ("threshold", .of(threshold)),
                ("earliest", .of(days.lowerBound)), ("latest", .of(days.upperBound)), ("kind", .text(kind.rawValue)),
                ("source", .text(source)),
            ])
        }
    }
}
