public import Foundation
public import Input
import Market

/// The folder of the bundled mappings.
public struct MappingFolder: Hashable, Sendable {
    private let folder: URL?

    /// Creates a folder of bundled mappings.
    ///
    /// - Parameter folder: The folder, or `nil` if it wasn't found.
    public init(_ folder: URL?) { self.folder = folder }

    /// Loads a mapping from the path of a mapping file or the name of a bundled mapping.
    public func mapping(named name: String) throws(InputError) -> Mapping { try Mapping(file: try file(of: name)) }

    /// The names of the bundled mappings.
    public var names: [String] {
        let files = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        return files.filter { $0.hasSuffix(Self.ending) }.map(Self.withoutEnding).sorted()
    }

    private static let ending = ".toml"

    private func file(of name: String) throws(InputError) -> URL {
        // A folder of documents may have the same name as the bundled mapping for them.
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), !isFolder.boolValue {
            return URL(fileURLWithPath: name)
        }
        let known = names
        if let folder, let bundled = known.first(where: { $0 == Self.withoutEnding(name) }) {
            return folder.appendingPathComponent(bundled + Self.ending)
        }
        throw InputError(
            name,
            "no such mapping file or bundled mapping; \(Suggestion.hint(for: name, among: known))"
        )
    }

    private static func withoutEnding(_ name: String) -> String {
        name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    }

    /// Returns the bundled mappings that decode a document.
    func fitting(_ document: Document) -> [Mapping] {
        names.compactMap { name in
            guard let mapping = try? mapping(named: name) else { return nil }
            let decoded = try? SnapshotDecoder(mapping: mapping).decode(document)
            return decoded?.charts.isEmpty == false ? mapping : nil
        }
    }
}
