import Input
import Market
import TOML

/// A type that reads the tables of a launch file and collects all errors.
///
/// Values that depend on an invalid value aren't validated. For example, an invalid day 0 doesn't cause errors about
/// figures before day 0.
struct LaunchFileReader {
    let file: TOMLReader
    var errors = ErrorList()
    var kind = LaunchKind.launch
    var stores: [Store] = []
    var storefronts: [Storefront] = []
    /// The default scope of the file's figures.
    var home = Scope(stores: [], storefronts: [])
    var day0: Day?
    var sources: [String: Citation] = [:]
    var conflicts: [(name: String?, text: String)] = []
    /// The table of each figure, and the figure's index in the table's list of values. The index is `nil` if the table
    /// has a single value.
    var figures: [(table: TOMLReader, element: Int?)] = []
    var availability: [(table: TOMLReader, entry: Availability)] = []
    var delistings: [(table: TOMLReader, entry: Delisting)] = []

    init(_ file: TOMLReader) { self.file = file }

    private static let keys = [
        "format", "id", "name", "kind", "developer", "app", "store", "storefronts", "scope", "day0", "day0-note",
        "access", "series", "conflicts", "missing", "sources", "availability", "delisted", "figures", "events",
    ]

    /// Returns the launch, or `nil` if there are errors.
    mutating func launch() -> Launch? {
        guard let version = take({ reader throws(InputError) in try reader.file.integer("format") }) else {
            return nil
        }
        guard version == LaunchFile.format else {
            errors.append(
                file.error(
                    "format",
                    "unsupported format \(version); this version of launchtop reads format \(LaunchFile.format)"
                )
            )
            return nil
        }
        errors.rejectUnknownKeys(in: file, known: Self.keys)
        let id = take { reader throws(InputError) in try reader.identity() }
        let name = text("name")
        let developer = optionalText("developer")
        let access = text("access")
        let series = optionalText("series")
        let day0Note = optionalText("day0-note")
        day0 = take { reader throws(InputError) in try reader.file.day("day0") }
        readKind()
        readScope()
        let app = id.flatMap { id in take { reader throws(InputError) in try reader.app(of: id) } }
        readSources()
        readConflicts()
        let missing = take { reader throws(InputError) in try reader.file.texts("missing") } ?? []
        readAvailability()
        readDelistings()
        let observations = readFigures()
        let events = readEvents()
        guard errors.isEmpty, let id, let name, let app, let day0, let access else { return nil }
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

    private func identity() throws(InputError) -> String {
        let id = try file.text("id")
        let isPlain = id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isPlain, id.utf8.count <= 40 else {
            throw file.error("id", "invalid id \"\(id.prefix(60))\"; use up to 40 characters from a–z, 0–9 and -")
        }
        return id
    }

    /// Returns the app's id in its store, or a placeholder if the file has none.
    private func app(of id: String) throws(InputError) -> AppID {
        guard file.has("app") else {
            guard let app = AppID.placeholder(forLaunch: id) else {
                throw file.error("id", "can't be used as an app id")
            }
            return app
        }
        let text = try file.text("app")
        guard AppID(stored: text)?.isPlaceholder != true else {
            throw file.error("app", "not a store id; remove the key if the id is unknown")
        }
        return try file.parsed(text, "app") { text throws(InvalidText) in try AppID.parse(text, in: stores.first) }
    }

    private mutating func readKind() {
        guard file.has("kind") else { return }
        let names = Self.names(LaunchKind.self)
        kind =
            take { reader throws(InputError) in try reader.file.value("kind", LaunchKind.init, "one of \(names)") }
            ?? kind
    }

    /// Reads the store, the storefronts, and the default scope of figures.
    private mutating func readScope() {
        let store = text("store")
        if let store, store != "web" {
            if let store = Store(anyName: store) {
                stores = [store]
            } else {
                errors.append(file.error("store", "unknown store \"\(store)\"; use appstore, googleplay or web"))
            }
        }
        let list = take { reader throws(InputError) in try Self.storefronts(of: reader.file, on: reader.stores) }
        storefronts = (list ?? []) ?? []
        if let list, list == nil { errors.append(file.missing("storefronts")) }
        home = Scope(stores: stores, storefronts: storefronts, countsWeb: store == "web")
        guard let table = take({ reader throws(InputError) in try reader.file.optionalTable("scope") }),
            let own = table?.named("scope")
        else { return }
        errors.rejectUnknownKeys(in: own, known: ["stores", "storefronts", "web"])
        let fallback = home
        home = take { reader throws(InputError) in try Self.scope(of: own, fallback: fallback) } ?? home
    }

    /// Returns the result of `body`, or records its error and returns `nil`.
    mutating func take<Value>(_ body: (LaunchFileReader) throws(InputError) -> Value) -> Value? {
        do throws(InputError) {
            return try body(self)
        } catch {
            errors.append(error)
            return nil
        }
    }

    private mutating func text(_ key: String) -> String? {
        take { reader throws(InputError) in try reader.file.text(key) }
    }

    private mutating func optionalText(_ key: String) -> String? {
        take { reader throws(InputError) in try reader.file.optionalText(key) } ?? nil
    }
}

extension LaunchFileReader {
    static func names<Values: CaseIterable & RawRepresentable<String>>(_: Values.Type) -> String {
        Values.allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// Returns the storefronts of a table; `nil` if it sets none.
    ///
    /// - Parameter stores: The stores of the storefronts; if empty (for the web), any country is valid.
    static func storefronts(of table: TOMLReader, on stores: [Store]) throws(InputError) -> [Storefront]? {
        let store = stores == [.appStore] ? Store.appStore : .googlePlay
        let storefronts = try table.list("storefronts") { text throws(InvalidText) in
            try Storefront.parse(text, in: store)
        }
        guard let storefronts, Set(storefronts).count < storefronts.count else { return storefronts }
        throw table.error("storefronts", "contains a duplicate")
    }

    static func stores(of table: TOMLReader) throws(InputError) -> [Store]? {
        let stores = try table.list("stores", { Store(anyName: $0) }, "appstore or googleplay")
        guard let stores, Set(stores).count < stores.count else { return stores }
        throw table.error("stores", "contains a duplicate")
    }

    /// Returns the scope that a table sets. Parts of the scope that the table doesn't set come from `fallback`.
    static func scope(of table: TOMLReader, fallback: Scope) throws(InputError) -> Scope {
        var scope = fallback
        if let stores = try stores(of: table) { scope = Scope(stores: stores, storefronts: scope.storefronts) }
        scope.countsWeb = table.has("web") ? try table.flag("web") : fallback.countsWeb
        let reach = scope.countsWeb ? [] : scope.stores
        if let storefronts = try storefronts(of: table, on: reach) { scope.storefronts = storefronts.sorted() }
        return scope
    }
}
