import Foundation
import Input

/// App names by id, which some collectors keep in a separate file.
public struct NameRegistry: Sendable {
    struct Name: Sendable {
        var name: String?
        var developer: String?
    }

    private var names: [String: Name] = [:]

    /// Returns an app's name and developer, or `nil` if the registry doesn't contain the app.
    func name(of id: String) -> Name? { names[id] }

    /// Reads a registry of names.
    ///
    /// - Parameters:
    ///   - name: Path to the name in an app's object.
    ///   - developer: Path to the developer in an app's object.
    init(_ document: Document, name: MappingPath, developer: MappingPath?) throws(InputError) {
        try JSONBody.read(document) { root throws(InputError) in
            guard root.kind == .object else {
                throw InputError(document.origin, "expected an object of apps by id, found \(root.kind.rawValue)")
            }
            for (id, app) in root.members {
                names[String(decoding: id, as: UTF8.self)] = Name(
                    name: name.value(in: app)?.text,
                    developer: developer?.value(in: app)?.text
                )
            }
        }
    }
}
