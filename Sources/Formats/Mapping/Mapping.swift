import Foundation
public import Input
import Market

/// A type that describes where charts are in a collector's own JSON or CSV. `docs/formats/mapping-file.md` describes
/// the file format.
public struct Mapping: Hashable, Sendable {
    /// A property of a snapshot.
    enum Field: String, CaseIterable, Sendable {
        case store, storefront, chart, genre, edition, date
    }

    /// A rule that sets fields if other fields have certain values.
    struct Rule: Hashable, Sendable {
        var when: [Field: String]
        var then: [Field: String]
    }

    /// The name used in errors.
    let name: String
    /// Path to the snapshots.
    let lists: MappingPath
    /// Path to the entries of a snapshot.
    let entries: MappingPath
    /// Paths to fields from the top of the document. Those in `inList` start at a snapshot, and those in `inEntry` at
    /// an entry.
    var inDocument: [Field: MappingPath] = [:]
    var inList: [Field: MappingPath] = [:]
    var inEntry: [Field: MappingPath] = [:]
    var fixed: [Field: String] = [:]
    /// Translations of the collector's values; `wordsByStore` takes precedence.
    var words: [Field: [String: String]] = [:]
    var wordsByStore: [Store: [Field: [String: String]]] = [:]
    var rules: [Rule] = []

    /// Series of ranks and of counts, if the documents have any.
    var series: SeriesMapping?
    var counts: SeriesMapping?
    /// Whether the documents have lists.
    var hasLists = true

    /// The columns of a table, if the mapping supports tables.
    var csv: Columns?
    /// Whether the mapping supports JSON.
    var isForJSON = true

    let id: MappingPath
    /// Text that precedes the id, such as `ios:` or `/id`.
    var idAfter: String?
    var rank: MappingPath?
    var appName: MappingPath?
    var developer: MappingPath?
    /// The name of a file in the document's folder that contains app names by id; `nil` if the mapping has no registry.
    public internal(set) var registryFile: String?
    var registryName: MappingPath?
    var registryDeveloper: MappingPath?

    init(name: String, lists: MappingPath, entries: MappingPath, id: MappingPath) {
        self.name = name
        self.lists = lists
        self.entries = entries
        self.id = id
    }

    /// The storefront, chart and genre that the mapping sets to fixed values, such as "top-free 6008"; `nil` if it sets
    /// none of them.
    var fixedText: String? {
        let parts = [fixed[.storefront], fixed[.chart], fixed[.genre]].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Reads the name registry in a folder.
    ///
    /// - Returns: `nil` if the mapping has no registry.
    public func registry(in folder: String) throws(InputError) -> NameRegistry? {
        guard let registryFile, let registryName else { return nil }
        let file = URL(fileURLWithPath: folder).appendingPathComponent(registryFile)
        guard let body = try? Data(contentsOf: file), body.count <= SnapshotDecoder.fileLimit else {
            throw InputError(file.path, "can't read the name registry of mapping \"\(name)\"; apps will have no names")
        }
        let document = Document(origin: file.path, body: body)
        return try NameRegistry(document, name: registryName, developer: registryDeveloper)
    }
}
