import Market

extension LaunchFileReader {
    mutating func readSources() {
        guard let found = take({ its throws(IngestError) in try its.file.optionalTable("sources") }),
            let table = found
        else { return }
        for key in table.keys {
            guard let inner = take({ its throws(IngestError) in try table.table(key) }) else { continue }
            let named = inner.named("source “\(key)”")
            faults.refuseOthers(than: ["name", "address", "published"], in: named, of: "a source")
            let source = take { its throws(IngestError) in try Self.source(of: named) }
            // Named all the same, so that its figures are not faulty too.
            sources[key] = source ?? Citation(name: key, address: nil, published: "")
        }
    }

    /// A table of `[sources]`.
    static func source(of table: TOMLReader) throws(IngestError) -> Citation {
        Citation(
            name: try table.text("name"),
            address: try table.value("address", ifThere: address, "an http or https address"),
            published: try table.value("published", publication, "a day, month or year such as 2025-10-08 or 2025-10")
        )
    }

    private static func address(_ text: String) -> String? {
        text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
    }

    private static func publication(_ text: String) -> String? { firstDay(ofPublication: text).map { _ in text } }

    /// The first day that a date of publication can mean.
    static func firstDay(ofPublication text: String) -> Day? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else { return nil }
        return switch text.utf8.count {
        case 4: Day(iso8601: text + "-01-01")
        case 7: Day(iso8601: text + "-01")
        default: Day(iso8601: text)
        }
    }

    /// Sentences, or tables of a name, by which figures call it, and a sentence.
    mutating func readConflicts() {
        let sentences = take { its throws(IngestError) in try its.file.textsOrTables("conflicts") } ?? []
        for sentence in sentences {
            switch sentence {
            case .text(let text): conflicts.append((nil, text))
            case .table(let table):
                faults.refuseOthers(than: ["name", "text"], in: table, of: "a conflict")
                let known = conflicts.compactMap(\.name)
                let entry = take { its throws(IngestError) in
                    let name = try table.text("name")
                    guard !known.contains(name) else { throw table.fault("name", "“\(name)” is another's already") }
                    return (name, try table.text("text"))
                }
                if let entry { conflicts.append((entry.0, entry.1)) }
            }
        }
    }

    mutating func readAvailability() {
        for table in tables("availability") {
            faults.refuseOthers(than: ["on", "storefronts", "stores", "source", "note"], in: table, of: "availability")
            let entry = take { its throws(IngestError) in try its.availability(table) }
            if let entry { availability.append((table, entry)) }
        }
    }

    private func availability(_ table: TOMLReader) throws(IngestError) -> Availability {
        let (storefronts, stores) = try places(of: table)
        return Availability(
            day: try day(table, "on"),
            storefronts: storefronts,
            stores: stores,
            source: try source(table),
            note: try table.optionalText("note")
        )
    }

    /// Storefronts, which must be named, and stores, which are the launch's own where they are not.
    private func places(of table: TOMLReader) throws(IngestError) -> (storefronts: [Storefront], stores: [Store]) {
        let stores = try Self.stores(of: table) ?? home.stores
        guard let storefronts = try Self.storefronts(of: table, on: stores) else {
            throw table.fault("storefronts", "is missing")
        }
        guard !stores.isEmpty else { throw table.fault("stores", "is missing") }
        return (storefronts, stores)
    }

    mutating func readDelistings() {
        for table in tables("delisted") {
            let keys: Set = ["on", "storefronts", "stores", "kind", "source", "note"]
            faults.refuseOthers(than: keys, in: table, of: "what is delisted")
            let entry = take { its throws(IngestError) in try its.delisting(table) }
            if let entry { delistings.append((table, entry)) }
        }
    }

    private func delisting(_ table: TOMLReader) throws(IngestError) -> Delisting {
        let (storefronts, stores) = try places(of: table)
        return Delisting(
            day: try day(table, "on"),
            storefronts: storefronts,
            stores: stores,
            kind: try table.value("kind", FigureKind.init, "one of \(Self.words(FigureKind.self))"),
            source: try source(table),
            note: try table.optionalText("note")
        )
    }

    /// What happened, and with it the arrivals in storefronts and the ends there, by day.
    mutating func readEvents() -> [LaunchEvent] {
        var events = availability.map(\.entry.event) + delistings.map(\.entry.event)
        for table in tables("events") {
            faults.refuseOthers(than: ["on", "within", "text", "source"], in: table, of: "an event")
            let event = take { its throws(IngestError) in
                let text = try table.text("text")
                let source = try its.source(table)
                guard table.has("within") else {
                    return LaunchEvent(day: try its.day(table, "on"), text: text, source: source)
                }
                guard !table.has("on") else {
                    throw table.fault("on", "is there beside within; one of them tells when")
                }
                let days = try its.run(of: table, "within")
                return LaunchEvent(day: days.upperBound, earliest: days.lowerBound, text: text, source: source)
            }
            if let event { events.append(event) }
        }
        return events.sorted { $0.day < $1.day }
    }

    func source(_ table: TOMLReader) throws(IngestError) -> Citation {
        let key = try table.text("source")
        guard let source = sources[key] else {
            let hint = Suggestion.question(for: key, among: sources.keys.sorted()).map { "; \($0)" } ?? ""
            throw table.fault("source", "“\(key)” is not among [sources]\(hint)")
        }
        return source
    }

    /// The tables of a list, each under the name that errors give it.
    mutating func tables(_ key: String) -> [TOMLReader] {
        let names = ["figures": "figure", "events": "event"]
        let tables = take { its throws(IngestError) in try its.file.tables(key) } ?? []
        return tables.enumerated().map { index, table in table.named("\(names[key] ?? key) \(index + 1)") }
    }

    /// Days before and after day 0 of which a file may speak.
    private static let reach = 3660

    func day(_ table: TOMLReader, _ key: String) throws(IngestError) -> Day {
        let day = try table.day(key)
        try check(day, key, in: table)
        return day
    }

    /// - Throws: for a day that can only be a slip, and would draw an axis of centuries.
    func check(_ day: Day, _ key: String, in table: TOMLReader) throws(IngestError) {
        guard let day0, abs(day.number - day0.number) > Self.reach else { return }
        throw table.fault(key, "\(day.iso8601) is more than ten years from day 0 (\(day0.iso8601))")
    }

    /// `key = [first, last]`.
    func run(of table: TOMLReader, _ key: String) throws(IngestError) -> ClosedRange<Day> {
        let days = try table.days(key)
        guard days.count == 2 else { throw table.fault(key, "is not a list of two dates, the first and the last") }
        guard days[0] < days[1] else {
            throw table.fault(key, "\(days[1].iso8601) is not after \(days[0].iso8601)", at: 1)
        }
        for day in days { try check(day, key, in: table) }
        return days[0]...days[1]
    }
}
