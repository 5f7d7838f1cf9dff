import Market

/// Reads the tables of a launch file one after the other and notes every fault on the way.
///
/// What hangs on something that is faulty itself is not judged: who mistyped day 0 is not told that all the figures
/// are too early.
struct LaunchFileReader {
    let file: TOMLReader
    var faults = ErrorList()
    var kind = LaunchKind.launch
    var stores: [Store] = []
    var storefronts: [Storefront] = []
    /// The scope of a figure that names none.
    var home = Scope(stores: [], storefronts: [])
    var day0: Day?
    var sources: [String: Citation] = [:]
    var conflicts: [(name: String?, text: String)] = []
    /// Where each figure of the launch stands in the file.
    var figures: [(table: TOMLReader, element: Int?)] = []
    var availability: [(table: TOMLReader, entry: Availability)] = []
    var delistings: [(table: TOMLReader, entry: Delisting)] = []

    init(_ file: TOMLReader) { self.file = file }

    private static let keys: Set<String> = [
        "format", "id", "name", "kind", "developer", "app", "store", "storefronts", "scope", "day0", "day0-note",
        "access", "series", "conflicts", "missing", "sources", "availability", "delisted", "figures", "events",
    ]

    /// - Returns: `nil` where anything is wrong.
    mutating func launch() -> Launch? {
        guard let version = take({ its throws(IngestError) in try its.file.integer("format") }) else { return nil }
        guard version == LaunchFile.format else {
            faults.note(file.fault("format", "is \(version); this reads format \(LaunchFile.format)"))
            return nil
        }
        faults.refuseOthers(than: Self.keys, in: file, of: "a launch")
        let id = take { its throws(IngestError) in try its.identity() }
        let name = text("name")
        let developer = optionalText("developer")
        let access = text("access")
        let series = optionalText("series")
        let day0Note = optionalText("day0-note")
        day0 = take { its throws(IngestError) in try its.file.day("day0") }
        readKind()
        readPlaces()
        let app = id.flatMap { id in take { its throws(IngestError) in try its.app(of: id) } }
        readSources()
        readConflicts()
        let missing = take { its throws(IngestError) in try its.file.texts("missing") } ?? []
        readAvailability()
        readDelistings()
        let observations = readFigures()
        let events = readEvents()
        guard faults.isEmpty, let id, let name, let app, let day0, let access else { return nil }
        return Launch(
            id: id,
            name: name,
            kind: kind,
            app: app,
            developer: developer,
            store: stores.first,
            day0: day0,
            day0Note: day0Note,
            storefronts: storefronts,
            availability: availability.map(\.entry),
            delistings: delistings.map(\.entry),
            access: access,
            series: series,
            homeScope: home,
            observations: observations,
            events: events,
            conflicts: conflicts.map(\.text),
            missing: missing
        )
    }

    private func identity() throws(IngestError) -> String {
        let id = try file.text("id")
        let isPlain = id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isPlain, id.utf8.count <= 40 else {
            throw file.fault("id", "“\(id.prefix(60))” is not up to 40 of a–z, 0–9 and -, such as sora")
        }
        return id
    }

    /// The app's id in its store, or a stand-in where the file has none.
    private func app(of id: String) throws(IngestError) -> AppID {
        guard file.has("app") else {
            guard let app = AppID.placeholder(forLaunch: id) else { throw file.fault("id", "makes no app id") }
            return app
        }
        let text = try file.text("app")
        guard AppID(stored: text)?.isPlaceholder != true else {
            throw file.fault("app", "is no store's id; leave it out where it is not known")
        }
        return try file.parsed(text, "app") { text throws(InvalidText) in try AppID.parse(text, in: stores.first) }
    }

    private mutating func readKind() {
        guard file.has("kind") else { return }
        let words = Self.words(LaunchKind.self)
        kind =
            take { its throws(IngestError) in try its.file.value("kind", LaunchKind.init, "one of \(words)") } ?? kind
    }

    /// Its store and storefronts, and the scope of its own figures.
    private mutating func readPlaces() {
        let store = text("store")
        if let store, store != "web" {
            if let store = Store(anyName: store) {
                stores = [store]
            } else {
                faults.note(file.fault("store", "“\(store)” is not a store (appstore, googleplay or web)"))
            }
        }
        let list = take { its throws(IngestError) in try Self.storefronts(of: its.file, on: its.stores) }
        storefronts = (list ?? []) ?? []
        if let list, list == nil { faults.note(file.fault("storefronts", "is missing")) }
        home = Scope(stores: stores, storefronts: storefronts, countsWeb: store == "web")
        guard let own = take({ its throws(IngestError) in try its.file.optionalTable("scope") }), let own else {
            return
        }
        faults.refuseOthers(than: ["stores", "storefronts", "web"], in: own, of: "scope")
        let fallback = home
        home = take { its throws(IngestError) in try Self.scope(of: own, fallback: fallback) } ?? home
    }

    /// What `body` gives; `nil` where it fails, with its fault noted.
    mutating func take<Value>(_ body: (LaunchFileReader) throws(IngestError) -> Value) -> Value? {
        do throws(IngestError) {
            return try body(self)
        } catch {
            faults.note(error)
            return nil
        }
    }

    private mutating func text(_ key: String) -> String? {
        take { its throws(IngestError) in try its.file.text(key) }
    }

    private mutating func optionalText(_ key: String) -> String? {
        take { its throws(IngestError) in try its.file.optionalText(key) } ?? nil
    }
}

extension LaunchFileReader {
    static func words<Words: CaseIterable & RawRepresentable<String>>(_: Words.Type) -> String {
        Words.allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// - Parameter stores: where the storefronts are; the web, where there is none, is in every country.
    static func storefronts(of table: TOMLReader, on stores: [Store]) throws(IngestError) -> [Storefront]? {
        let store = stores == [.appStore] ? Store.appStore : .googlePlay
        let storefronts = try table.list("storefronts") { text throws(InvalidText) in
            try Storefront.parse(text, in: store)
        }
        guard let storefronts, Set(storefronts).count < storefronts.count else { return storefronts }
        throw table.fault("storefronts", "names one of them twice")
    }

    static func stores(of table: TOMLReader) throws(IngestError) -> [Store]? {
        let stores = try table.list("stores", { Store(anyName: $0) }, "a store (appstore or googleplay)")
        guard let stores, Set(stores).count < stores.count else { return stores }
        throw table.fault("stores", "names one of them twice")
    }

    /// The scope that a table gives, in what it leaves open that of `fallback`.
    static func scope(of table: TOMLReader, fallback: Scope) throws(IngestError) -> Scope {
        var scope = fallback
        if let stores = try stores(of: table) { scope = Scope(stores: stores, storefronts: scope.storefronts) }
        scope.countsWeb = table.has("web") ? try table.flag("web") : fallback.countsWeb
        let reach = scope.countsWeb ? [] : scope.stores
        if let storefronts = try storefronts(of: table, on: reach) { scope.storefronts = storefronts.sorted() }
        return scope
    }
}
