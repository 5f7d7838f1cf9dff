import Input
import Market
import TOML

/// A type that reads the tables of a demand anchor file and collects all errors.
struct DemandAnchorReader {
    let file: TOMLReader
    var errors = ErrorList()
    private var sources: [String: Citation] = [:]

    private static let keys = [
        "year", "on", "rank", "downloads", "store", "storefront", "chart", "edition", "genre", "kind", "source", "note",
        "conflicts",
    ]

    init(_ file: TOMLReader) { self.file = file }

    /// Returns the valid anchors.
    mutating func anchors() -> [DemandAnchor] {
        guard let version = take({ _, file throws(InputError) in try file.integer("format") }) else { return [] }
        guard version == DemandAnchorFile.format else {
            errors.append(
                file.error(
                    "format",
                    "unsupported format \(version); this version of launchtop reads format \(DemandAnchorFile.format)"
                )
            )
            return []
        }
        errors.rejectUnknownKeys(in: file, known: ["format", "sources", "anchors"])
        readSources()
        let tables = take { _, file throws(InputError) in try file.tables("anchors") } ?? []
        if tables.count > DemandAnchorFile.anchorLimit {
            errors.append(
                file.error("anchors", "too many anchors: \(tables.count); the limit is \(DemandAnchorFile.anchorLimit)")
            )
            return []
        }
        var seen: Set<[String]> = []
        var anchors: [DemandAnchor] = []
        for (index, table) in tables.enumerated() {
            let named = table.named("anchor \(index + 1)")
            errors.rejectUnknownKeys(in: named, known: Self.keys)
            guard let anchor = anchor(named) else { continue }
            let (chart, rank) = (anchor.chart, anchor.rank.value)
            if seen.insert(["\(chart)", "\(rank)", anchor.date, anchor.source.name]).inserted {
                anchors.append(anchor)
            } else {
                errors.append(named.error(nil, "duplicate anchor: #\(rank) in \(chart.title), \(anchor.date)"))
            }
        }
        return anchors
    }

    private mutating func readSources() {
        guard let found = take({ _, file throws(InputError) in try file.optionalTable("sources") }), let table = found
        else { return }
        for key in table.keys {
            guard let inner = take({ _, _ throws(InputError) in try table.table(key) }) else { continue }
            let named = inner.named("source \(key)")
            errors.rejectUnknownKeys(in: named, known: ["name", "address", "published"])
            let source = take { _, _ throws(InputError) in try LaunchFileReader.source(of: named) }
            // An invalid source is still recorded as declared, so that anchors citing it don't cause more errors.
            sources[key] = source ?? Citation(name: key, address: nil, published: "")
        }
    }

    /// Returns an anchor, or `nil` if it has errors. Each key is validated independently.
    private mutating func anchor(_ table: TOMLReader) -> DemandAnchor? {
        let days = take { reader, _ throws(InputError) in try reader.days(of: table) }
        let rank = take { _, _ throws(InputError) in
            let number = try table.integer("rank")
            guard let rank = Rank(number) else {
                throw table.error("rank", "invalid rank \(number); expected 1 to 65535")
            }
            return rank
        }
        let downloads = take { _, _ throws(InputError) in
            let number = try table.number("downloads")
            guard number > 0, number <= 1e9 else {
                throw table.error(
                    "downloads",
                    "invalid number \(LaunchValidator.text(number)); expected more than 0 and at most 10⁹"
                )
            }
            return number
        }
        let chart = take { reader, _ throws(InputError) in try reader.chart(of: table) }
        let kind = take { _, _ throws(InputError) in
            try table.value("kind", FigureKind.init, "one of \(LaunchFileReader.names(FigureKind.self))")
        }
        let source = take { reader, _ throws(InputError) in try reader.source(of: table) }
        let note = take { _, _ throws(InputError) in try table.optionalText("note") }
        let conflicts = take { _, _ throws(InputError) in try table.texts("conflicts") }
        guard let days, let rank, let downloads, let chart, let kind, let source, let note, let conflicts else {
            return nil
        }
        return DemandAnchor(
            chart: chart,
            rank: rank,
            downloads: downloads,
            days: days,
            kind: kind,
            source: source,
            conflicts: conflicts,
            note: note
        )
    }

    private func days(of table: TOMLReader) throws(InputError) -> ClosedRange<Day> {
        guard table.has("year") != table.has("on") else {
            throw table.error(nil, "needs either \"year\" or \"on\"")
        }
        guard table.has("year") else {
            let day = try table.day("on")
            return day...day
        }
        let year = try table.integer("year")
        guard (2008...2100).contains(year), let first = Day(year: year, month: 1, day: 1),
            let last = Day(year: year, month: 12, day: 31)
        else { throw table.error("year", "invalid year \(year); expected 2008 to 2100") }
        return first...last
    }

    private func chart(of table: TOMLReader) throws(InputError) -> Chart {
        let store = try table.value("store", { Store(anyName: $0) }, "appstore or googleplay")
        let genre = try table.parsed(try table.optionalText("genre") ?? "", "genre") { text throws(InvalidText) in
            try Genre.parse(text, in: store)
        }
        if genre != nil, table.has("edition") {
            throw table.error("edition", "only allowed for charts without a genre")
        }
        return Chart(
            store: store,
            storefront: try table.value("storefront") { text throws(InvalidText) in
                try Storefront.parse(text, in: store)
            },
            kind: try table.value("chart", ChartKind.init, "a chart kind such as top-free"),
            genre: genre,
            edition: try table.value("edition", ifThere: ChartEdition.init, "all or without-games") ?? .all
        )
    }

    private func source(of table: TOMLReader) throws(InputError) -> Citation {
        let key = try table.text("source")
        guard let source = sources[key] else {
            let hint = Suggestion.question(for: key, among: sources.keys.sorted()).map { "; \($0)" } ?? ""
            throw table.error("source", "unknown source \"\(key)\"\(hint)")
        }
        return source
    }

    /// Returns the result of `body`, or records its error and returns `nil`.
    private mutating func take<Value>(
        _ body: (DemandAnchorReader, TOMLReader) throws(InputError) -> Value
    ) -> Value? {
        do throws(InputError) {
            return try body(self, file)
        } catch {
            errors.append(error)
            return nil
        }
    }
}
