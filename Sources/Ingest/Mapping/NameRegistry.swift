import Foundation

/// Names of apps by id, which some collectors keep in a file of their own.
public struct NameRegistry: Sendable {
    struct Name: Sendable {
        var name: String?
        var developer: String?
    }

    private var names: [String: Name] = [:]

    /// An app's name, `nil` for one that the registry does not know.
    func name(of id: String) -> Name? { names[id] }

    /// - Parameters:
    ///   - name: where the name is in an app's object.
    ///   - developer: where the developer is.
    init(_ document: Document, name: MappingPath, developer: MappingPath?) throws(IngestError) {
        try JSONBody.read(document) { root throws(IngestError) in
            guard root.kind == .object else {
                throw IngestError(document.origin, "is \(root.kind.rawValue) and not an object of apps by id")
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
