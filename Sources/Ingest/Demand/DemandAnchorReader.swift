import Market

/// Reads the tables of a file of anchors one after the other and notes every fault on the way.
struct DemandAnchorReader {
    let file: TOMLReader
    var faults = ErrorList()
    private var sources: [String: Citation] = [:]

    private static let keys: Set<String> = [
        "year", "on", "rank", "downloads", "store", "storefront", "chart", "edition", "genre", "kind", "source", "note",
        "conflicts",
    ]

    init(_ file: TOMLReader) { self.file = file }

    /// The anchors that are without fault.
    mutating func anchors() -> [DemandAnchor] {
        guard let version = take({ _, file throws(IngestError) in try file.integer("format") }) else { return [] }
        guard version == DemandAnchorFile.format else {
            faults.note(file.fault("format", "is \(version); this reads format \(DemandAnchorFile.format)"))
            return []
        }
        faults.refuseOthers(than: ["format", "sources", "anchors"], in: file, of: "a file of anchors")
        readSources()
        let tables = take { _, file throws(IngestError) in try file.tables("anchors") } ?? []
        if tables.count > DemandAnchorFile.most {
            faults.note(file.fault("anchors", "are \(tables.count); up to \(DemandAnchorFile.most) are read"))
            return []
        }
        var seen: Set<[String]> = []
        var anchors: [DemandAnchor] = []
        for (index, table) in tables.enumerated() {
            let named = table.named("anchor \(index + 1)")
            faults.refuseOthers(than: Self.keys, in: named, of: "an anchor")
            guard let anchor = anchor(named) else { continue }
            let (chart, rank) = (anchor.chart, anchor.rank.value)
            if seen.insert(["\(chart)", "\(rank)", anchor.date, anchor.source.name]).inserted {
                anchors.append(anchor)
            } else {
                faults.note(named.fault(nil, "is there twice: #\(rank) of \(chart.title), \(anchor.date)"))
            }
        }
        return anchors
    }

    private mutating func readSources() {
        guard let found = take({ _, file throws(IngestError) in try file.optionalTable("sources") }), let table = found
        else { return }
        for key in table.keys {
            guard let inner = take({ _, _ throws(IngestError) in try table.table(key) }) else { continue }
            let named = inner.named("source “\(key)”")
            faults.refuseOthers(than: ["name", "address", "published"], in: named, of: "a source")
            let source = take { _, _ throws(IngestError) in try LaunchFileReader.source(of: named) }
            // Named all the same, so that its anchors are not faulty too.
            sources[key] = source ?? Citation(name: key, address: nil, published: "")
        }
    }

    /// - Returns: `nil` where anything is wrong with it; each key is judged by itself.
    private mutating func anchor(_ table: TOMLReader) -> DemandAnchor? {
        let days = take { its, _ throws(IngestError) in try its.days(of: table) }
        let rank = take { _, _ throws(IngestError) in
            let number = try table.integer("rank")
            guard let rank = Rank(number) else { throw table.fault("rank", "\(number) is not 1 to 65535") }
            return rank
        }
        let downloads = take { _, _ throws(IngestError) in
            let number = try table.number("downloads")
            guard number > 0, number <= 1e9 else {
                throw table.fault("downloads", "\(number) is not more than 0 and at most 10⁹")
            }
            return number
        }
        let chart = take { its, _ throws(IngestError) in try its.chart(of: table) }
        let kind = take { _, _ throws(IngestError) in
            try table.value("kind", FigureKind.init, "one of \(LaunchFileReader.words(FigureKind.self))")
        }
        let source = take { its, _ throws(IngestError) in try its.source(of: table) }
        let note = take { _, _ throws(IngestError) in try table.optionalText("note") }
        let conflicts = take { _, _ throws(IngestError) in try table.texts("conflicts") }
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

    private func days(of table: TOMLReader) throws(IngestError) -> ClosedRange<Day> {
        guard table.has("year") != table.has("on") else {
            throw table.fault(nil, "needs exactly one of year and on")
        }
        guard table.has("year") else {
            let day = try table.day("on")
            return day...day
        }
        let year = try table.integer("year")
        guard (2008...2100).contains(year), let first = Day(year: year, month: 1, day: 1),
            let last = Day(year: year, month: 12, day: 31)
        else { throw table.fault("year", "\(year) is not a year from 2008 to 2100") }
        return first...last
    }

    private func chart(of table: TOMLReader) throws(IngestError) -> Chart {
        let store = try table.value("store", { Store(anyName: $0) }, "a store (appstore or googleplay)")
        let genre = try table.parsed(try table.optionalText("genre") ?? "", "genre") { text throws(InvalidText) in
            try Genre.parse(text, in: store)
        }
        if genre != nil, table.has("edition") {
            throw table.fault("edition", "belongs to a chart of the whole store, and not to one of a genre")
        }
        return Chart(
            store: store,
            storefront: try table.value("storefront") { text throws(InvalidText) in
                try Storefront.parse(text, in: store)
            },
            kind: try table.value("chart", ChartKind.init, "a chart such as top-free"),
            genre: genre,
            edition: try table.value("edition", ifThere: ChartEdition.init, "all or without-games") ?? .all
        )
    }

    private func source(of table: TOMLReader) throws(IngestError) -> Citation {
        let key = try table.text("source")
        guard let source = sources[key] else {
            let hint = Suggestion.question(for: key, among: sources.keys.sorted()).map { "; \($0)" } ?? ""
            throw table.fault("source", "“\(key)” is not among [sources]\(hint)")
        }
        return source
    }

    /// What `body` gives; `nil` where it fails, with its fault noted.
    private mutating func take<Value>(
        _ body: (DemandAnchorReader, TOMLReader) throws(IngestError) -> Value
    ) -> Value? {
        do throws(IngestError) {
            return try body(self, file)
        } catch {
            faults.note(error)
            return nil
        }
    }
}
