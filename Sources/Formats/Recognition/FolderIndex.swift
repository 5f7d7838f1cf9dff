package import Foundation
package import Input

/// The index of a folder on a server. See `docs/formats/remote-folder.md`.
package enum FolderIndex {
    /// Returns the names in an index: a JSON array of names or objects with a name, possibly under "files", or the
    /// links of an HTML page.
    ///
    /// - Parameter limit: Maximum number of names.
    package static func names(in body: Data, origin: String, limit: Int) throws(InputError) -> [String] {
        let start = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard start == UInt8(ascii: "[") || start == UInt8(ascii: "{") else { return links(in: body, limit: limit) }
        return try JSONBody.read(Document(origin: origin, body: body)) { root throws(InputError) in
            let list = root.kind == .list ? root : root.member("files")
            guard let list, list.kind == .list else {
                throw InputError(origin, "invalid folder index; expected an array of names or an object with \"files\"")
            }
            return list.elements.prefix(limit).compactMap { $0.text ?? $0.member("name")?.text }
        }
    }

    private static func links(in body: Data, limit: Int) -> [String] {
        let text = String(decoding: body, as: UTF8.self)
        return text.matches(of: /href\s*=\s*["']?([^"'\s>#?]+)/.ignoresCase()).prefix(limit).map { String($0.1) }
    }
}
