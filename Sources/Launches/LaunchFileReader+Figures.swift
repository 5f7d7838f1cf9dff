import Input
import Market
import TOML

extension LaunchFileReader {
    private static let figureKeys = [
        "metric", "value", "values", "as", "at-least", "first", "on", "days", "from", "to", "through", "total-on",
        "within", "stores", "storefronts", "web", "where", "chart", "genre", "kind", "series", "each-between",
        "conflict", "begins-early", "source", "note",
    ]

    /// The maximum value of a figure.
    private static let maximum = 1e15
    /// The maximum number of figures in a file.
    private static let limit = 10_000

    mutating func readFigures() -> [Observation] {
        var observations: [Observation] = []
        for table in tables("figures") {
            errors.rejectUnknownKeys(in: table, known: Self.figureKeys)
            for (element, observation) in read(table).enumerated() {
                guard observations.count < Self.limit else {
                    errors.append(table.error(nil, "too many figures; the limit is \(Self.limit)"))
                    return observations
                }
                observations.append(observation)
                figures.append((table, table.has("values") ? element : nil))
            }
        }
        return observations
    }

    /// Returns the figures of a table, one per value; an empty array if the table has errors.
    private mutating func read(_ table: TOMLReader) -> [Observation] {
        let before = errors.count
        let metric = take { reader throws(InputError) in
            try table.value("metric", Metric.init, "one of \(Self.names(Metric.self))")
        }
        let kind = take { reader throws(InputError) in
            try table.value("kind", FigureKind.init, "one of \(Self.names(FigureKind.self))")
        }
        let source = take { reader throws(InputError) in try reader.source(table) }
        let scope = take { reader throws(InputError) in try reader.scope(of: table) }
        let values = take { reader throws(InputError) in try reader.values(of: table, metric: metric) } ?? []
        let chart =
            take { reader throws(InputError) in try reader.chart(of: table, metric: metric, scope: scope) } ?? nil
        let bounds = take { reader throws(InputError) in try reader.bounds(of: table) } ?? nil
        let conflict = take { reader throws(InputError) in try reader.conflict(of: table) } ?? nil
        let flags = take { reader throws(InputError) in
            [try table.flag("at-least"), try table.flag("first"), try table.flag("begins-early")]
        }
        let texts = take { reader throws(InputError) in
            [try table.optionalText("series"), try table.optionalText("note")]
        }
        guard errors.count == before, let metric, let kind, let source, let scope, let flags,
            let texts
        else { return [] }
        return values.map { period, value in
            Observation(
                metric: metric,
                value: value,
                isAtLeast: flags[0],
                isFirst: flags[1],
                period: period,
                scope: scope,
                chart: chart,
                kind: kind,
                series: texts[0],
                eachBetween: bounds,
                conflict: conflict,
                beginsEarly: flags[2],
                source: source,
                note: texts[1]
            )
        }
    }

    private func scope(of table: TOMLReader) throws(InputError) -> Scope {
        var scope = try Self.scope(of: table, fallback: home)
        if let text = try table.optionalText("where") {
            guard text == "unspecified" else {
                throw table.error("where", "invalid value \"\(text)\"; expected \"unspecified\"")
            }
            scope.storefronts = nil
        }
        return scope
    }

    private func conflict(of table: TOMLReader) throws(InputError) -> String? {
        guard let name = try table.optionalText("conflict") else { return nil }
        guard let conflict = conflicts.first(where: { $0.name == name }) else {
            let hint = Suggestion.question(for: name, among: conflicts.compactMap(\.name)).map { "; \($0)" } ?? ""
            throw table.error("conflict", "unknown conflict \"\(name)\"\(hint)")
        }
        return conflict.text
    }

    private func bounds(of table: TOMLReader) throws(InputError) -> ClosedRange<Double>? {
        guard let bounds = try table.range("each-between") else { return nil }
        guard bounds.lowerBound >= 0, bounds.upperBound <= Self.maximum else {
            throw table.error("each-between", "expected two numbers from 0 to 10¹⁵")
        }
        return bounds
    }

    private func chart(of table: TOMLReader, metric: Metric?, scope: Scope?) throws(InputError) -> Chart? {
        guard metric == .rank else {
            if let metric, let key = ["chart", "genre", "first"].first(where: table.has) {
                throw table.error(key, "only allowed for ranks, not for \(metric.rawValue)")
            }
            return nil
        }
        let kind = try table.value("chart", ChartKind.init, "a chart kind such as top-free")
        guard let scope else { return nil }
        guard let storefront = scope.storefronts?.first, scope.storefronts?.count == 1 else {
            throw table.error("storefronts", "a rank needs exactly one storefront")
        }
        // The default store of a rank is the first store of the launch.
        guard let store = table.has("stores") ? scope.stores.first : stores.first,
            !table.has("stores") || scope.stores.count == 1
        else { throw table.error("stores", "a rank needs exactly one store") }
        let genre = try table.parsed(try table.optionalText("genre") ?? "", "genre") { text throws(InvalidText) in
            try Genre.parse(text, in: store)
        }
        _ = try table.parsed(storefront.code, "storefronts") { code throws(InvalidText) in
            try Storefront.parse(code, in: store)
        }
        return Chart(store: store, storefront: storefront, kind: kind, genre: genre)
    }

    /// Returns the periods and values of the figures in a table.
    private func values(of table: TOMLReader, metric: Metric?) throws(InputError) -> [(Period, Double)] {
        guard table.has("values") else {
            let value = try table.number("value")
            try check(value, of: metric, "value", in: table)
            return [(try period(of: table), value)]
        }
        if let key = ["value", "on", "days", "from", "to", "through", "total-on", "within"].first(where: table.has) {
            throw table.error(key, "can't be combined with values")
        }
        let periods: [String: (Day) -> Period] = [
            "on": { .day($0) }, "through": { .through($0) }, "total-on": { .total($0) },
        ]
        let make = try table.value("as", { periods[$0] }, "one of on, through, total-on")
        var values: [(Period, Double)] = []
        var days: Set<Day> = []
        for (index, pair) in try table.daysAndNumbers("values").enumerated() {
            try check(pair.number, of: metric, "values", in: table, at: index)
            try check(pair.day, "values", in: table)
            guard days.insert(pair.day).inserted else {
                throw table.error("values", "duplicate date \(pair.day.iso8601)", at: index)
            }
            values.append((make(pair.day), pair.number))
        }
        guard !values.isEmpty else { throw table.error("values", "must not be empty") }
        return values
    }

    private func check(
        _ value: Double,
        of metric: Metric?,
        _ key: String,
        in table: TOMLReader,
        at index: Int? = nil
    ) throws(InputError) {
        guard let metric else { return }
        guard value >= 0, value <= Self.maximum, !metric.isWhole || value == value.rounded(),
            metric != .rank || Rank(Int(value)) != nil
        else {
            let text = LaunchValidator.text(value)
            guard metric != .rank else {
                throw table.error(key, "invalid rank \(text); expected 1 to 65535", at: index)
            }
            let expected = metric.isWhole ? "a whole number from 0 to 10¹⁵" : "a number from 0 to 10¹⁵"
            throw table.error(key, "invalid number of \(metric.unit): \(text); expected \(expected)", at: index)
        }
    }

    private func period(of table: TOMLReader) throws(InputError) -> Period {
        let given = ["on", "days", "from", "through", "total-on", "within"].filter(table.has)
        guard given.count == 1 else {
            throw table.error(
                nil,
                "needs exactly one of \"on\", \"days\", \"from\" with \"to\", \"through\", \"total-on\" or \"within\""
            )
        }
        if table.has("to"), given[0] != "from" { throw table.error("to", "requires \"from\"") }
        switch given[0] {
        case "on": return .day(try day(table, "on"))
        case "through":
            let day = try day(table, "through")
            if let day0, day < day0 { throw table.error("through", "\(day.iso8601) is before day 0 (\(day0.iso8601))") }
            return .through(day)
        case "total-on": return .total(try day(table, "total-on"))
        case "within": return .within(try run(of: table, "within"))
        case "days":
            let days = try table.days("days").sorted()
            guard Set(days).count == days.count, days.count > 1 else {
                throw table.error("days", "expected two or more different days")
            }
            for day in days { try check(day, "days", in: table) }
            return .days(days)
        default:
            let (first, last) = (try day(table, "from"), try day(table, "to"))
            guard first < last else { throw table.error("to", "\(last.iso8601) is not after \(first.iso8601)") }
            return .days(Array(first...last))
        }
    }
}
