import Foundation
import Market

/// Says where charts are in a collector's own JSON, without code. The file is described in `docs/formats/mapping-file.md`.
public struct Mapping: Hashable, Sendable {
    /// What must be known of a list, each from wherever it is.
    enum Field: String, CaseIterable, Sendable {
        case store, storefront, chart, genre, edition, date
    }

    /// A field that is set where others have these words.
    struct Rule: Hashable, Sendable {
        var when: [Field: String]
        var then: [Field: String]
    }

    /// As errors name it.
    let name: String
    /// Where the lists are.
    let lists: MappingPath
    /// Where its entries are in a list.
    let entries: MappingPath
    /// Where fields are, from the top of the document, in a list, in an entry.
    var inDocument: [Field: MappingPath] = [:]
    var inList: [Field: MappingPath] = [:]
    var inEntry: [Field: MappingPath] = [:]
    var fixed: [Field: String] = [:]
    /// The collector's words for ours; by store where the store's words differ.
    var words: [Field: [String: String]] = [:]
    var wordsOfStore: [Store: [Field: [String: String]]] = [:]
    var rules: [Rule] = []

    /// Where things are in a table, where the mapping is for tables too.
    var csv: Columns?
    /// Whether it says where things are in JSON.
    var isForJSON = true

    let id: MappingPath
    /// What stands before the id in its text, such as `ios:` or `/id`.
    var idAfter: String?
    var rank: MappingPath?
    var appName: MappingPath?
    var developer: MappingPath?
    /// A file beside the document, with names by id.
    public internal(set) var registryFile: String?
    var registryName: MappingPath?
    var registryDeveloper: MappingPath?

    init(name: String, lists: MappingPath, entries: MappingPath, id: MappingPath) {
        self.name = name
        self.lists = lists
        self.entries = entries
        self.id = id
    }

    /// Reads the registry of names that stands beside documents.
    ///
    /// - Returns: `nil` where the mapping knows of none.
    public func registry(in folder: String) throws(IngestError) -> NameRegistry? {
        guard let registryFile, let registryName else { return nil }
        let file = URL(fileURLWithPath: folder).appendingPathComponent(registryFile)
        guard let body = try? Data(contentsOf: file), body.count <= SnapshotDecoder.fileLimit else {
            throw IngestError(file.path, "cannot be read, so apps have no names (“registry” in the mapping \(name))")
        }
        let document = Document(origin: file.path, body: body)
        return try NameRegistry(document, name: registryName, developer: registryDeveloper)
    }
}
