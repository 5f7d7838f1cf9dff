public import Market

/// Reads one documented launch from TOML. The format is described in `LaunchFile.md`.
public enum LaunchFile {
    /// The version of the format that is read.
    static let format = 1

    /// - Parameter origin: the file, as errors name it.
    /// - Throws: one sentence with the line, or the figure and key, at fault.
    public static func decode(_ text: String, origin: String) throws(IngestError) -> Launch {
        try TOMLReader.read(text, origin: origin) { file throws(IngestError) in try launch(from: file) }
    }

    private static func launch(from file: TOMLReader) throws(IngestError) -> Launch {
        let version = try file.integer("format")
        guard version == format else { throw file.fault("format", "is \(version); this reads format \(format)") }
        var head = try Head(file)
        try head.readSources(file)
        var observations: [Observation] = []
        for (index, table) in try file.tables("figures").enumerated() {
            observations.append(try head.observation(table.named("figure \(index + 1)")))
        }
        var events: [LaunchEvent] = []
        for (index, table) in try file.tables("events").enumerated() {
            let event = table.named("event \(index + 1)")
            events.append(
                LaunchEvent(
                    day: try event.day("on"),
                    text: try event.text("text"),
                    source: try head.source(event)
                )
            )
        }
        return Launch(
            id: head.id,
            name: try file.text("name"),
            app: head.app,
            developer: try file.optionalText("developer"),
            store: head.store,
            day0: head.day0,
            storefronts: head.storefronts,
            access: try file.text("access"),
            series: head.series,
            observations: observations,
            events: events.sorted { $0.day < $1.day },
            conflicts: try file.texts("conflicts"),
            missing: try file.texts("missing")
        )
    }

    /// What the figures of a file refer to.
    private struct Head {
        var id: String
        var app: AppID
        var store: Store
        var storefronts: [Storefront]
        var day0: Day
        var series: String?
        var sources: [String: Source] = [:]

        init(_ file: TOMLReader) throws(IngestError) {
            id = try file.text("id")
            app = try file.value("app", AppID.init, "an app id")
            store = try file.value("store", { Store(anyName: $0) }, "a store (appstore or googleplay)")
            guard let list = try file.list("storefronts", Storefront.init, "a two-letter storefront") else {
                throw file.fault("storefronts", "is missing")
            }
            storefronts = list
            day0 = try file.day("day0")
            series = try file.optionalText("series")
        }

        mutating func readSources(_ file: TOMLReader) throws(IngestError) {
            guard let table = try file.optionalTable("sources") else { return }
            for key in table.keys {
                let source = try table.table(key).named("source “\(key)”")
                sources[key] = Source(
                    name: try source.text("name"),
                    address: try source.optionalText("address"),
                    published: try source.text("published")
                )
            }
        }

        func source(_ table: TOMLReader) throws(IngestError) -> Source {
            let key = try table.text("source")
            guard let source = sources[key] else {
                throw table.fault("source", "“\(key)” is not among [sources]")
            }
            return source
        }

        private static let keys: Set<String> = [
            "metric", "value", "at-least", "first", "on", "days", "from", "to", "through", "stores", "storefronts",
            "where",
            "chart", "genre", "kind", "series", "each-between", "source", "note",
        ]

        func observation(_ figure: TOMLReader) throws(IngestError) -> Observation {
            if let unknown = figure.keys.first(where: { !Self.keys.contains($0) }) {
                throw figure.fault(unknown, "is not a key of a figure")
            }
            let metric = try figure.value("metric", Metric.init, "one of \(Self.words(Metric.self))")
            let value = try figure.number("value")
            try check(value, of: metric, in: figure)
            let stores = try figure.list("stores", { Store(anyName: $0) }, "a store") ?? [store]
            var scope = Scope(stores: stores, storefronts: storefronts)
            if let text = try figure.optionalText("where") {
                guard text == "unspecified" else { throw figure.fault("where", "“\(text)” is not “unspecified”") }
                scope.storefronts = nil
            } else if let own = try figure.list("storefronts", Storefront.init, "a two-letter storefront") {
                scope = Scope(stores: stores, storefronts: own)
            }
            return Observation(
                metric: metric,
                value: value,
                isAtLeast: try figure.flag("at-least"),
                isFirst: try figure.flag("first"),
                period: try period(of: figure),
                scope: scope,
                chart: metric == .rank ? try chart(of: figure, scope: scope) : nil,
                kind: try figure.value("kind", FigureKind.init, "one of \(Self.words(FigureKind.self))"),
                series: try figure.optionalText("series"),
                eachBetween: try bounds(of: figure),
                source: try source(figure),
                note: try figure.optionalText("note")
            )
        }

        private func bounds(of figure: TOMLReader) throws(IngestError) -> ClosedRange<Double>? {
            guard let bounds = try figure.range("each-between") else { return nil }
            guard bounds.lowerBound >= 0, bounds.upperBound <= Self.most else {
                throw figure.fault("each-between", "is not between 0 and 10¹⁵")
            }
            return bounds
        }

        /// The greatest number that a figure can be: beyond it nothing that launchtop counts exists.
        private static let most = 1e15
        /// Days before and after day 0 of which a file may speak.
        private static let reach = 3660

        private func check(_ value: Double, of metric: Metric, in figure: TOMLReader) throws(IngestError) {
            let isCount = metric != .spending
            let isRank = metric == .rank
            guard value >= 0, value <= Self.most, !isCount || value == value.rounded(),
                !isRank || Rank(Int(value)) != nil
            else { throw figure.fault("value", "\(value) cannot be a number of \(metric.unit)") }
        }

        /// - Throws: for a day that can only be a slip, and would draw an axis of centuries.
        private func check(_ day: Day, _ key: String, in figure: TOMLReader) throws(IngestError) {
            guard abs(day.number - day0.number) <= Self.reach else {
                throw figure.fault(key, "\(day.iso8601) is more than ten years from day 0")
            }
        }

        private func period(of figure: TOMLReader) throws(IngestError) -> Period {
            let period = try givenPeriod(of: figure)
            try check(period.firstDay ?? period.lastDay, "the period", in: figure)
            try check(period.lastDay, "the period", in: figure)
            if case .through(let day) = period, day < day0 {
                throw figure.fault("through", "\(day.iso8601) is before day 0")
            }
            return period
        }

        private func givenPeriod(of figure: TOMLReader) throws(IngestError) -> Period {
            let given = figure.keys.filter { ["on", "days", "from", "through"].contains($0) }
            guard given.count == 1 else {
                throw figure.fault(nil, "needs exactly one of on, days, from (with to) and through")
            }
            switch given[0] {
            case "on": return .day(try figure.day("on"))
            case "through": return .through(try figure.day("through"))
            case "days":
                let days = try figure.days("days").sorted()
                guard Set(days).count == days.count, days.count > 1 else {
                    throw figure.fault("days", "must hold two or more different days")
                }
                return .days(days)
            default:
                let (first, last) = (try figure.day("from"), try figure.day("to"))
                guard first < last else { throw figure.fault("to", "\(last.iso8601) is not after \(first.iso8601)") }
                try check(first, "from", in: figure)
                try check(last, "to", in: figure)
                return .days(Array(first...last))
            }
        }

        private func chart(of figure: TOMLReader, scope: Scope) throws(IngestError) -> Chart {
            let kind = try figure.value("chart", ChartKind.init, "a chart such as top-free")
            guard let storefront = scope.storefronts?.first, scope.storefronts?.count == 1 else {
                throw figure.fault("storefronts", "a rank needs exactly one storefront")
            }
            let text = try figure.optionalText("genre") ?? ""
            guard let genre = Genre.parse(text) else { throw figure.fault("genre", "“\(text)” is not a genre's id") }
            return Chart(store: scope.stores.first ?? store, storefront: storefront, kind: kind, genre: genre)
        }

        private static func words<Words: CaseIterable & RawRepresentable<String>>(_: Words.Type) -> String {
            Words.allCases.map(\.rawValue).joined(separator: ", ")
        }
    }
}
