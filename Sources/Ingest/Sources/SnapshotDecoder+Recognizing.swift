import Foundation

extension SnapshotDecoder {
    /// Whether a document that begins like this is in one of the formats that are read, whole or damaged.
    ///
    /// - Parameter start: its first bytes, not packed.
    /// - Complexity: O(bytes).
    func recognizes(_ start: Data) -> Bool {
        let text = Self.utf8(start).drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        switch text.first {
        case nil: return false
        case UInt8(ascii: "{"), UInt8(ascii: "["): return recognizes(json: text.filter { $0 > 0x20 })
        case UInt8(ascii: "<"):
            let text = String(decoding: text, as: UTF8.self)
            // Apple's feed names its own namespace; its errors come as <Error><Code>.
            return text.contains("itunes.apple.com/rss") || (text.contains("<Error") && text.contains("<Code>"))
        default: return DocumentFormat.ofText(Data(text)) != nil
        }
    }

    /// - Parameter text: the beginning, without white space.
    private func recognizes(json text: Data) -> Bool {
        func has(_ words: String...) -> Bool { words.allSatisfy { text.range(of: Data($0.utf8)) != nil } }
        if text.first == UInt8(ascii: "[") {
            // [section] of a settings file, [link](…) of a note, are not JSON.
            guard let next = text.dropFirst().first, "{[\"]-0123456789".utf8.contains(next) else { return false }
            return mapping != nil || has("\"appId\":") || has("\"id\":", "\"title\":")
        }
        guard let next = text.dropFirst().first, "\"}".utf8.contains(next) else { return false }
        // Cut off or not, these are the keys by which the formats are known.
        return mapping != nil || has("\"feed\":{") || has("\"rank\":", "\"app\":")
            || text.starts(with: Array("{\"errors\":[".utf8))
    }

    /// The same text in UTF-8 where it is UTF-16, with its mark or in letters of which every second byte is zero.
    private static func utf8(_ start: Data) -> Data {
        let head = Array(start.prefix(8))
        guard head.count >= 4 else { return start }
        let isBigEndian: Bool
        if head.starts(with: [0xFF, 0xFE]) || (head[1] == 0 && head[3] == 0 && head[0] != 0) {
            isBigEndian = false
        } else if head.starts(with: [0xFE, 0xFF]) || (head[0] == 0 && head[2] == 0 && head[1] != 0) {
            isBigEndian = true
        } else {
            return start
        }
        let bytes = Array(start)
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        return Data(String(decoding: units.drop { $0 == 0xFEFF }, as: UTF16.self).utf8)
    }
}
