import Foundation

extension SnapshotDecoder {
    /// Returns whether a document seems to be in a supported format, based on its beginning. The document may still be
    /// invalid.
    ///
    /// - Parameter start: The first bytes of the document, decompressed.
    /// - Complexity: O(bytes).
    func recognizes(_ start: Data) -> Bool {
        let encoding = TextEncoding(of: start)
        var document = Document(origin: "", body: encoding.utf8(of: start))
        document.encoding = encoding
        let text = document.body.drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        switch text.first {
        case nil: return false
        case UInt8(ascii: "{"), UInt8(ascii: "["): return recognizes(json: text.filter { $0 > 0x20 })
        case UInt8(ascii: "<"):
            let text = String(decoding: text, as: UTF8.self)
            // Apple's feeds declare their namespace; errors have the form <Error><Code>.
            return text.contains("itunes.apple.com/rss") || (text.contains("<Error") && text.contains("<Code>"))
        default:
            let table = TableStart(document)
            if let csv = mapping?.csv, table.has(csv.id.lowercased()) { return true }
            return FormatList.text(table) != nil
        }
    }

    /// Returns whether the beginning of a JSON document looks like a supported format.
    ///
    /// - Parameter text: The beginning, without white space.
    private func recognizes(json text: Data) -> Bool {
        func has(_ keys: String...) -> Bool { keys.allSatisfy { text.range(of: Data($0.utf8)) != nil } }
        if text.first == UInt8(ascii: "[") {
            // A TOML [section] or a Markdown [link](…) isn't JSON.
            guard let next = text.dropFirst().first, "{[\"]-0123456789".utf8.contains(next) else { return false }
            return mapping != nil || has("\"appId\":") || has("\"id\":", "\"title\":")
        }
        guard let next = text.dropFirst().first, "\"}".utf8.contains(next) else { return false }
        // The keys that identify the formats, even in truncated documents.
        return mapping != nil || has("\"feed\":{") || has("\"rank\":", "\"app\":")
            || text.starts(with: Array("{\"errors\":[".utf8))
    }
}
