import Input
import Market
import TOML

extension Mapping {
    /// The columns of a collector's CSV, by name.
    struct Columns: Hashable, Sendable {
        var id: String
        /// Text that precedes the id in its column; `nil` if the column contains only the id.
        var idAfter: String?
        /// The column of ranks; `nil` if a row's position is its rank.
        var rank: String?
        var name: String?
        var developer: String?
        var fields: [Field: String] = [:]

        /// Reads the `[csv]` section of a mapping file.
        init(_ table: TOMLReader) throws(InputError) {
            try table.only(["id", "id_after", "rank", "name", "developer"] + Field.allCases.map(\.rawValue))
            id = try table.text("id")
            idAfter = try table.optionalText("id_after")
            rank = try table.optionalText("rank")
            name = try table.optionalText("name")
            developer = try table.optionalText("developer")
            for field in Field.allCases { fields[field] = try table.optionalText(field.rawValue) }
        }
    }

    /// Returns a mapping without lists, whose paths are placeholders.
    ///
    /// - Parameter isForJSON: Whether the mapping has series. If not, it's for tables only, and JSON is rejected.
    static func withoutLists(named name: String, isForJSON: Bool) -> Mapping {
        let path = MappingPath.itself
        var mapping = Mapping(name: name, lists: path, entries: path, id: path)
        mapping.hasLists = false
        mapping.isForJSON = isForJSON
        return mapping
    }
}
