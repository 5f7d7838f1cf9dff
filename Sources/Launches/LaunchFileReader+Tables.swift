import Input
import Market
import TOML

extension LaunchFileReader {
    mutating func readSources() {
        guard let found = take({ reader throws(InputError) in try reader.file.optionalTable("sources") }),
            let table = found
        else { return }
        for key in table.keys {
            guard let inner = take({ reader throws(InputError) in try table.table(key) }) else { continue }
            let named = inner.named("source \(key)")
            errors.rejectUnknownKeys(in: named, known: ["name", "address", "published"])
            let source = take { reader throws(InputError) in try Self.source(of: named) }
            // An invalid source is still recorded as declared, so that figures citing it don't cause more errors.
            sources[key] = source ?? Citation(name: key, address: nil, published: "")
        }
    }

    /// Reads one entry of the `[sources]` table.
    static func source(of table: TOMLReader) throws(InputError) -> Citation {
        Citation(
            name: try table.text("name"),
            address: try table.value("address", ifThere: address, "a URL that starts with http:// or https://"),
            published: try table.value("published", publication, "a day, month or year such as 2025-10-08 or 2025-10")
        )
    }

    private static func address(_ text: String) -> String? {
        text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
    }

    private static func publication(_ text: String) -> String? { firstDay(ofPublication: text).map { _ in text } }

    /// Returns the first day of a publication date, which is a day, a month or a year.
    static func firstDay(ofPublication text: String) -> Day? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else { return nil }
        return switch text.utf8.count {
        case 4: Day(iso8601: text + "-01-01")
        case 7: Day(iso8601: text + "-01")
        default: Day(iso8601: text)
        }
    }

    /// Reads the conflicts. A conflict is a string, or a table with a text and a name that figures refer to.
    mutating func readConflicts() {
        let entries = take { reader throws(InputError) in try reader.file.textsOrTables("conflicts") } ?? []
        for entry in entries {
            switch entry {
            case .text(let text): conflicts.append((nil, text))
            case .table(let table):
                let table = table.named("conflict")
                errors.rejectUnknownKeys(in: table, known: ["name", "text"])
                let known = conflicts.compactMap(\.name)
                let conflict = take { reader throws(InputError) in
                    let name = try table.text("name")
                    guard !known.contains(name) else {
                        throw table.error("name", "duplicate conflict name \"\(name)\"")
                    }
                    return (name, try table.text("text"))
                }
                if let conflict { conflicts.append((conflict.0, conflict.1)) }
            }
        }
    }

    mutating func readAvailability() {
        for table in tables("availability") {
            errors.rejectUnknownKeys(in: table, known: ["on", "storefronts", "stores", "source", "note"])
            let entry = take { reader throws(InputError) in try reader.availability(table) }
            if let entry { availability.append((table, entry)) }
        }
    }

    private func availability(_ table: TOMLReader) throws(InputError) -> Availability {
        let (storefronts, stores) = try storesAndStorefronts(of: table)
        return Availability(
            day: try day(table, "on"),
            storefronts: storefronts,
            stores: stores,
            source: try source(table),
            note: try table.optionalText("note")
        )
    }

    /// Returns a table's storefronts, which are required, and its stores, which default to those of the launch.
    private func storesAndStorefronts(of table: TOMLReader) throws(InputError) -> (
        storefronts: [Storefront], stores: [Store]
    ) {
        let stores = try Self.stores(of: table) ?? home.stores
        guard let storefronts = try Self.storefronts(of: table, on: stores) else {
            throw table.missing("storefronts")
        }
        guard !stores.isEmpty else { throw table.missing("stores") }
        return (storefronts, stores)
    }

    mutating func readDelistings() {
        for table in tables("delisted") {
            let keys = ["on", "storefronts", "stores", "kind", "source", "note"]
            errors.rejectUnknownKeys(in: table, known: keys)
            let entry = take { reader throws(InputError) in try reader.delisting(table) }
            if let entry { delistings.append((table, entry)) }
        }
    }

    private func delisting(_ table: TOMLReader) throws(InputError) -> Delisting {
        let (storefronts, stores) = try storesAndStorefronts(of: table)
        return Delisting(
            day: try day(table, "on"),
            storefronts: storefronts,
            stores: stores,
            kind: try table.value("kind", FigureKind.init, "one of \(Self.names(FigureKind.self))"),
            source: try source(table),
            note: try table.optionalText("note")
        )
    }

    /// Returns the events, including availability and delistings, sorted by day.
    mutating func readEvents() -> [LaunchEvent] {
        var events = availability.map(\.entry.event) + delistings.map(\.entry.event)
        for table in tables("events") {
            errors.rejectUnknownKeys(in: table, known: ["on", "within", "text", "source"])
            let event = take { reader throws(InputError) in
                let text = try table.text("text")
                let source = try reader.source(table)
                guard table.has("within") else {
                    return LaunchEvent(day: try reader.day(table, "on"), text: text, source: source)
                }
                guard !table.has("on") else {
                    throw table.error("on", "can't be combined with within")
                }
                let days = try reader.run(of: table, "within")
                return LaunchEvent(day: days.upperBound, earliest: days.lowerBound, text: text, source: source)
            }
            if let event { events.append(event) }
        }
        return events.sorted { $0.day < $1.day }
    }

    func source(_ table: TOMLReader) throws(InputError) -> Citation {
        let key = try table.text("source")
        guard let source = sources[key] else {
            let hint = Suggestion.question(for: key, among: sources.keys.sorted()).map { "; \($0)" } ?? ""
            throw table.error("source", "unknown source \"\(key)\"\(hint)")
        }
        return source
    }

    /// Returns the tables in an array of tables, each with a name for error messages, such as `figure 1`.
    mutating func tables(_ key: String) -> [TOMLReader] {
        let names = ["figures": "figure", "events": "event"]
        let tables = take { reader throws(InputError) in try reader.file.tables(key) } ?? []
        return tables.enumerated().map { index, table in table.named("\(names[key] ?? key) \(index + 1)") }
    }

    /// The maximum distance of a date from day 0, in days.
    private static let maximumDistance = 3660

    func day(_ table: TOMLReader, _ key: String) throws(InputError) -> Day {
        let day = try table.day(key)
        try check(day, key, in: table)
        return day
    }

    /// Checks that a day is within ten years of day 0.
    ///
    /// - Throws: An error for a day more than ten years from day 0. Such a day is most likely a typo, and it would
    ///   stretch the time axis over decades.
    func check(_ day: Day, _ key: String, in table: TOMLReader) throws(InputError) {
        guard let day0, abs(day.number - day0.number) > Self.maximumDistance else { return }
        throw table.error(key, "\(day.iso8601) is more than 10 years from day 0 (\(day0.iso8601))")
    }

    /// Returns the range of days at a key, written as `key = [first, last]`.
    func run(of table: TOMLReader, _ key: String) throws(InputError) -> ClosedRange<Day> {
        let days = try table.days(key)
        guard days.count == 2 else { throw table.error(key, "expected a list of two dates, the first and the last") }
        guard days[0] < days[1] else {
            throw table.error(key, "\(days[1].iso8601) is not after \(days[0].iso8601)", at: 1)
        }
        for day in days { try check(day, key, in: table) }
        return days[0]...days[1]
    }
}
