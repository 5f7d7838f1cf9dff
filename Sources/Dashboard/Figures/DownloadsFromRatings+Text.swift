import Canvas
import Growth
import Market

extension DownloadsFromRatings {
    /// The relations that have estimates, which are shown.
    private var shown: [Relation] { relations.filter { !$0.estimates.isEmpty } }

    /// Returns a line of text per relation: "US  ~1,200 (800–2,100) downloads today so far, ~5,400 (3,600–9,400)
    /// yesterday  estimate from ratings and your 21 days with both". If a line is too long, the earlier day is left out,
    /// and then a part of the basis.
    func lines(theme: Theme, width: Int = .max) -> [[StyledText]] {
        shown.map { relation in
            let forms = (0...3).lazy.map { line(of: relation, form: $0, theme: theme) }
            return forms.first { $0.width <= width } ?? line(of: relation, form: 3, theme: theme)
        }
    }

    private func line(of relation: Relation, form: Int, theme: Theme) -> [StyledText] {
        let days = relation.estimates.prefix(form < 1 ? 2 : 1)
        let figures = days.enumerated().map { index, estimate in
            "\(Self.value(of: estimate))\(index == 0 && form < 3 ? " downloads" : "") \(label(of: estimate, in: relation))"
        }
        let count = NumberFormat.count(relation.perRating.dayCount, "day")
        let basis =
            switch form {
            case 0, 1: "estimate from ratings and your \(count) with both"
            case 2: "estimate, from \(count) with both"
            default: "estimate"
            }
        return [
            StyledText("\(relation.scope.area)  ", theme.faint),
            StyledText(figures.joined(separator: ", "), theme.text),
            StyledText("  \(basis)", theme.faint),
        ]
    }

    /// The lines without styles.
    var text: [String] { lines(theme: .mono).map { $0.map(\.text).joined() } }

    /// Returns the estimate with its range: "~1,200 (800–2,100)".
    private static func value(of estimate: DayEstimate) -> String {
        let range = NumberFormat.range(rounded(estimate.range))
        return "\(FigureKind.estimate.mark)\(NumberFormat.plain(NumberFormat.twoDigits(estimate.downloads))) (\(range))"
    }

    /// Returns a range with two significant digits.
    private static func rounded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
        NumberFormat.twoDigits(range.lowerBound)...NumberFormat.twoDigits(range.upperBound)
    }

    /// Returns a day's label: "today so far", "yesterday", "on Mar 4".
    private func label(of estimate: DayEstimate, in relation: Relation) -> String {
        switch estimate.day.distance(to: (instant - relation.dayOffset).day) {
        case 0: "today so far"
        case 1: "yesterday"
        default: "on \(TimeFormat.short(estimate.day))"
        }
    }

    /// Returns a card per relation, with the newest estimate.
    ///
    /// - Parameter name: The app's name.
    func cards(of name: String) -> [FigureCard] {
        shown.flatMap { relation in relation.estimates.prefix(1).map { card(of: $0, in: relation, name) } }
    }

    private func card(of estimate: DayEstimate, in relation: Relation, _ name: String) -> FigureCard {
        let perRating = relation.perRating
        let places = TextList.start(of: relation.storefronts.map(\.label))
        let ratios = [perRating.median, perRating.range.lowerBound, perRating.range.upperBound].map {
            NumberFormat.plain(NumberFormat.twoDigits($0))
        }
        var lines = [
            FigureCard.Line(label: "scope", text: relation.scope.label),
            .init(label: "ratings", text: "\(NumberFormat.grouped(estimate.ratings)) new in \(places), observed"),
            .init(
                label: "relation",
                text: "\(ratios[0]) downloads per rating (\(ratios[1])–\(ratios[2])): median, 10th to 90th percentile"
            ),
            .init(
                label: "basis",
                text: "your \(NumberFormat.count(perRating.dayCount, "day")) with both, "
                    + TimeFormat.span([perRating.days.lowerBound, perRating.days.upperBound])
            ),
            .init(label: "range", text: "n ratings count as n − √(n + 1) to n + √(n + 1), because of chance"),
        ]
        if relation.dayOffset != 0 {
            lines.append(
                .init(
                    label: "days",
                    text: "begin at \(relation.dayOffset / 3600):00 UTC, as in sales reports (Pacific time)"
                )
            )
        }
        lines.append(
            .init(
                label: "source",
                text:
                    "modeled by launchtop from exact downloads (\(relation.source)) and ratings (\(RatingReport.publisher))"
            )
        )
        return FigureCard(
            title: "downloads of \(name) estimated from ratings, \(label(of: estimate, in: relation))",
            value: Self.value(of: estimate),
            kind: .estimate,
            lines: lines
        )
    }

    /// The relations as JSON objects, with their estimates.
    var json: JSONText {
        .list(
            relations.map { relation in
                let perRating = relation.perRating
                return .object([
                    ("where", .text(relation.scope.label)),
                    ("ratingsIn", .list(relation.storefronts.map { .text($0.code) })),
                    (
                        "downloadsPerRating",
                        .object([
                            ("median", .of(perRating.median)), ("low", .of(perRating.range.lowerBound)),
                            ("high", .of(perRating.range.upperBound)), ("days", .of(perRating.dayCount)),
                            ("first", .of(perRating.days.lowerBound)), ("last", .of(perRating.days.upperBound)),
                        ])
                    ),
                    (
                        "estimates",
                        .list(
                            relation.estimates.map {
                                .object([
                                    ("date", .of($0.day)), ("complete", .bool($0.isComplete)),
                                    ("ratings", .int($0.ratings)), ("downloads", .of($0.downloads)),
                                    ("low", .of($0.range.lowerBound)), ("high", .of($0.range.upperBound)),
                                ])
                            }
                        )
                    ),
                    ("kind", .text(FigureKind.estimate.rawValue)), ("calibratedOn", .text(relation.source)),
                ])
            }
        )
    }
}
