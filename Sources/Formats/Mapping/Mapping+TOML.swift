public import Foundation
public import Input
import Market
import TOML

extension Mapping {
    /// Reads a mapping file.
    ///
    /// - Throws: An error that names the table and key. An unknown key is an error.
    public init(file: URL) throws(InputError) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw InputError(file.path, "can't read file as UTF-8 text")
        }
        self = try Self.decode(text, origin: file.path)
    }

    static func decode(_ text: String, origin: String) throws(InputError) -> Mapping {
        try TOMLReader.read(text, origin: origin) { file throws(InputError) in
            try file.only([
                "document", "lists", "entry", "series", "counts", "fixed", "words", "rule", "registry", "csv",
            ])
            let name = URL(fileURLWithPath: origin).deletingPathExtension().lastPathComponent
            var mapping = try Self.paths(file, name: name)
            mapping.series = try file.optionalTable("series")
                .map { table throws(InputError) in try .ranks(table.named("[series]")) }
            mapping.counts = try file.optionalTable("counts")
                .map { table throws(InputError) in try .counts(table.named("[counts]")) }
            if let csv = try file.optionalTable("csv")?.named("[csv]") { mapping.csv = try Columns(csv) }
            if let document = try file.optionalTable("document")?.named("[document]") {
                try document.only(Field.allCases.map(\.rawValue))
                mapping.inDocument = try document.fields()
            }
            if let fixed = try file.optionalTable("fixed")?.named("[fixed]") {
                mapping.fixed = try fixed.fieldTexts()
            }
            try mapping.readWords(file)
            for rule in try file.tables("rule") {
                let rule = rule.named("[[rule]]")
                try rule.only(["when", "then"])
                mapping.rules.append(
                    Rule(when: try rule.table("when").fieldTexts(), then: try rule.table("then").fieldTexts())
                )
            }
            if let registry = try file.optionalTable("registry")?.named("[registry]") {
                try registry.only(["file", "name", "developer"])
                mapping.registryFile = try registry.text("file")
                mapping.registryName = try registry.single("name")
                mapping.registryDeveloper = try registry.optionalPath("developer")
            }
            return mapping
        }
    }

    /// Reads the paths to snapshots and entries in JSON.
    private static func paths(_ file: TOMLReader, name: String) throws(InputError) -> Mapping {
        // A mapping with [csv] alone is for tables only.
        let hasSeries = file.has("series") || file.has("counts")
        if file.has("csv") || hasSeries, !file.has("lists"), !file.has("entry") {
            return withoutLists(named: name, isForJSON: hasSeries)
        }
        let lists = try file.table("lists").named("[lists]")
        let entry = try file.table("entry").named("[entry]")
        try lists.only(["path", "entries"] + Field.allCases.map(\.rawValue))
        try entry.only(["id", "id_after", "rank", "name", "developer"] + Field.allCases.map(\.rawValue))
        var mapping = Mapping(
            name: name,
            lists: try lists.path("path"),
            entries: try lists.optionalPath("entries") ?? MappingPath.itself,
            id: try entry.single("id")
        )
        if let unknown = mapping.lists.fields.first(where: { Field(rawValue: $0) == nil }) {
            throw lists.error("path", "unknown field {\(unknown)}; use \(Self.fieldNames)")
        }
        mapping.inList = try lists.fields()
        mapping.inEntry = try entry.fields()
        mapping.idAfter = try entry.optionalText("id_after")
        mapping.rank = try entry.optionalPath("rank")
        mapping.appName = try entry.optionalPath("name")
        mapping.developer = try entry.optionalPath("developer")
        return mapping
    }

    private mutating func readWords(_ file: TOMLReader) throws(InputError) {
        guard let table = try file.optionalTable("words")?.named("[words]") else { return }
        for key in table.keys {
            let inner = try table.table(key).named("[words.\(key)]")
            if let field = Field(rawValue: key) {
                words[field] = try inner.allTexts()
            } else if let store = Store(rawValue: key) {
                for key in inner.keys {
                    guard let field = Field(rawValue: key) else {
                        throw inner.unknownKey(key, known: Field.allCases.map { ($0.rawValue, []) })
                    }
                    wordsByStore[store, default: [:]][field] =
                        try inner.table(key).named("[words.\(store.rawValue).\(key)]").allTexts()
                }
            } else {
                let names = Field.allCases.map(\.rawValue) + Store.allCases.map(\.rawValue)
                throw table.unknownKey(key, known: names.map { ($0, []) })
            }
        }
    }

    private static let fieldNames = Field.allCases.map(\.rawValue).joined(separator: ", ")
}

extension TOMLReader {
    /// Checks that the table has no keys other than the known ones.
    func only(_ known: [String]) throws(InputError) {
        guard let unknown = keys.first(where: { !known.contains($0) }) else { return }
        throw unknownKey(unknown, known: known.map { ($0, []) })
    }

    func path(_ key: String) throws(InputError) -> MappingPath {
        try value(key, { MappingPath($0) }, "a path such as countries.{storefront}")
    }

    func single(_ key: String) throws(InputError) -> MappingPath {
        let path = try path(key)
        guard path.isSingle else { throw error(key, "must select a single value, without * or braces") }
        return path
    }

    func optionalPath(_ key: String) throws(InputError) -> MappingPath? {
        keys.contains(key) ? try single(key) : nil
    }

    fileprivate func fields() throws(InputError) -> [Mapping.Field: MappingPath] {
        var paths: [Mapping.Field: MappingPath] = [:]
        for field in Mapping.Field.allCases { paths[field] = try optionalPath(field.rawValue) }
        return paths
    }

    fileprivate func fieldTexts() throws(InputError) -> [Mapping.Field: String] {
        try only(Mapping.Field.allCases.map(\.rawValue))
        var texts: [Mapping.Field: String] = [:]
        for field in Mapping.Field.allCases { texts[field] = try optionalText(field.rawValue) }
        return texts
    }

    /// Returns every key of the table with its text.
    fileprivate func allTexts() throws(InputError) -> [String: String] {
        var texts: [String: String] = [:]
        for key in keys { texts[key] = try optionalText(key) }
        return texts
    }
}
