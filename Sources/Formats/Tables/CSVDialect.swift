/// The encoding and field separator of a text table, detected from its first bytes.
struct CSVDialect: Hashable, Sendable {
    var encoding: TextEncoding
    /// The separator, an ASCII character.
    var separator: UInt8
    /// Byte offset of the first record, after a byte order mark and a line such as `sep=;`.
    var start = 0
    /// Line number of the first record, from 1.
    var firstLine = 1

    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    static let tab = UInt8(ascii: "\t")
    static let bar = UInt8(ascii: "|")

    /// Maximum number of bytes to examine.
    static let prefixLength = 8 << 10
    /// Maximum number of lines to examine.
    private static let lineLimit = 5

    /// Detects the dialect of a document.
    ///
    /// - Parameters:
    ///   - bytes: The document or its beginning, as UTF-8.
    ///   - encoding: The original encoding.
    init(of bytes: some Collection<UInt8>, encoding: TextEncoding = .utf8) {
        self.encoding = encoding
        var head = Array(bytes.prefix(Self.prefixLength))[...]
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        start = head.startIndex
        if let (separator, length) = Self.declaration(in: head) {
            self.separator = separator
            start += length
            firstLine = 2
        } else {
            separator = Self.separator(of: head)
        }
    }

    /// Returns the separator that Excel declares in a first line such as `sep=;`, and the length of that line with its
    /// line break in bytes; `nil` if there is no such line.
    private static func declaration(in head: ArraySlice<UInt8>) -> (separator: UInt8, length: Int)? {
        let line = head.prefix { !isLineEnd($0) }
        let text = line.filter { $0 != UInt8(ascii: "\"") }
        guard text.count == 5, text.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep=".utf8), let separator = text.last,
            (0x20..<0x7F).contains(separator) || separator == tab
        else { return nil }
        let rest = head[line.endIndex...]
        return (separator, line.count + (rest.starts(with: [0x0D, 0x0A]) ? 2 : rest.isEmpty ? 0 : 1))
    }

    /// Returns the candidate separator that occurs outside quotes in the most lines. In a tie, the candidate that is
    /// most frequent in the first line is used, or else the one that occurs first. Returns a comma if there are no
    /// candidates.
    private static func separator(of head: ArraySlice<UInt8>) -> UInt8 {
        let candidates = [comma, semicolon, tab, bar]
        var lines = [Int](repeating: 0, count: candidates.count)
        var counts = lines
        var firsts = [Int](repeating: .max, count: candidates.count)
        for (number, line) in Self.lines(of: head).enumerated() {
            var isQuoted = false
            var seen = Set<Int>()
            for (position, byte) in line.enumerated() {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                guard !isQuoted, let candidate = candidates.firstIndex(of: byte) else { continue }
                seen.insert(candidate)
                guard number == 0 else { continue }
                counts[candidate] += 1
                firsts[candidate] = min(firsts[candidate], position)
            }
            for candidate in seen { lines[candidate] += 1 }
        }
        let best = candidates.indices.max { left, right in
            (lines[left], counts[left], -firsts[left]) < (lines[right], counts[right], -firsts[right])
        }
        return best.flatMap { lines[$0] > 0 ? candidates[$0] : nil } ?? comma
    }

    /// Returns the first lines that aren't blank. A line break inside quotes doesn't end the line.
    private static func lines(of head: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var isQuoted = false
        let lines = head.split(maxSplits: .max, omittingEmptySubsequences: true) { byte in
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            return !isQuoted && isLineEnd(byte)
        }
        return Array(lines.prefix(lineLimit))
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// The description used in errors, such as "UTF-16LE, tab-separated".
    var description: String {
        let separation =
            switch separator {
            case Self.comma: "comma-separated"
            case Self.semicolon: "semicolon-separated"
            case Self.tab: "tab-separated"
            case Self.bar: "pipe-separated"
            default: "separated by \"\(Character(Unicode.Scalar(separator)))\""
            }
        return "\(encoding.rawValue), \(separation)"
    }
}
