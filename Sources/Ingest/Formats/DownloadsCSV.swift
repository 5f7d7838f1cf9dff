import Foundation
import Market

/// Downloads by day, one count a row, as people keep them. Described in `DownloadsCSV.md`.
enum DownloadsCSV {
    static let columns = ["day", "app", "storefront", "downloads", "kind", "source"]
    /// The largest count that is believed.
    static let valueLimit: Int64 = 1_000_000_000_000_000

    /// Whether a body begins with a line that shares enough with our header to be meant as one.
    static func looksLike(_ start: some Sequence<UInt8>) -> Bool {
        var reader = CSVReader(start)
        guard let record = reader.next() else { return false }
        let names = Set(CSVHeader(record).names)
        return names.contains("downloads") && names.intersection(columns).count >= 2
    }

    /// - Throws: where the header is not ours, or no row can be used, with the line.
    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        var reader = CSVReader(document.body)
        guard let first = reader.next() else { throw IngestError(document.origin, "is empty") }
        let header = CSVHeader(first)
        try header.require(columns, origin: document.origin)
        let table = Table(header)
        var counts = CountsByDay()
        var warnings = Warnings(origin: document.origin)
        while let record = reader.next() {
            do throws(RowFault) {
                let seen = try table.count(in: CSVRow(record, header: header))
                if let problem = counts.add(seen, line: record.line) {
                    warnings.add(at: "line \(record.line)", problem)
                }
            } catch {
                warnings.add(at: "line \(record.line)", "row left out: \(error.problem)")
            }
        }
        guard !counts.list.isEmpty else {
            throw warnings.first ?? IngestError(document.origin, "has a header and no rows")
        }
        return Decoded(counts: counts.list, warnings: warnings.list)
    }

    /// What the columns of a row mean.
    private struct Table {
        private let day, app, storefront, downloads, kind, source, store: CSVHeader.Column

        init(_ header: CSVHeader) {
            day = header.column("day")
            app = header.column("app")
            storefront = header.column("storefront")
            downloads = header.column("downloads")
            kind = header.column("kind")
            source = header.column("source")
            store = header.column("store")
        }

        func count(in row: CSVRow) throws(RowFault) -> SeenCount {
            let day = try row.read(day, as: "a day such as 2026-03-10") { Day(iso8601: $0) }
            let app = try row.read(app, as: "an app id") { AppID(stored: $0) }
            let storefronts = try row.read(storefront, as: "storefronts such as us, joined by +") {
                Self.storefronts($0)
            }
            let value = try row.read(downloads, as: "a whole number from 0 to 10¹⁵") { Self.value($0) }
            let kind = try row.read(kind, as: "one of \(Self.kinds)") { FigureKind(rawValue: $0) }
            let source = try row.text(source).trimmingCharacters(in: .whitespaces)
            guard !source.isEmpty else { throw RowFault("source is empty: who says so must be named") }
            let store = try row.read(store, as: "a store (appstore or googleplay)") {
                // Apple's ids are numbers, Google's are names.
                $0.isEmpty ? (app.text.allSatisfy(\.isNumber) ? .appStore : .googlePlay) : Store(anyName: $0)
            }
            let scope = Scope(stores: [store], storefronts: storefronts)
            let counter = Counter(app: app, metric: .downloads, scope: scope, kind: kind, source: source)
            return SeenCount(Count(days: [day], value: value), of: counter, in: store)
        }

        private static let kinds = FigureKind.allCases.map(\.rawValue).joined(separator: ", ")

        private static func value(_ text: String) -> Int64? {
            guard (1...16).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            return Int64(text).flatMap { $0 <= valueLimit ? $0 : nil }
        }

        /// Each once; none for the whole world.
        private static func storefronts(_ text: String) -> [Storefront]? {
            guard !text.isEmpty else { return [] }
            var storefronts: Set<Storefront> = []
            for code in text.split(separator: "+", omittingEmptySubsequences: false) {
                guard let storefront = Storefront.named(String(code)) else { return nil }
                storefronts.insert(storefront)
            }
            return storefronts.sorted()
        }
    }

    /// Counts in the order in which they came; of several for one day of a counter, the last stands.
    private struct CountsByDay {
        private struct Key: Hashable {
            var counter: Counter
            var day: Day
        }
        private(set) var list: [SeenCount] = []
        private var places: [Key: (index: Int, line: Int)] = [:]

        /// - Returns: a sentence where it takes the place of another value.
        mutating func add(_ seen: SeenCount, line: Int) -> String? {
            let day = seen.count.days[0]
            let key = Key(counter: seen.counter, day: day)
            guard let place = places[key] else {
                places[key] = (list.count, line)
                list.append(seen)
                return nil
            }
            let earlier = list[place.index].count.value
            list[place.index] = seen
            places[key] = (place.index, line)
            guard earlier != seen.count.value else { return nil }
            return "\(seen.count.value) stands for \(day.iso8601) in place of the \(earlier) of line \(place.line)"
        }
    }
}
