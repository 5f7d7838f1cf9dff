import Input

/// A type that scans a TOML text once and records the positions of keys and values for ``TOMLPositions``.
struct TOMLScanner {
    /// The maximum nesting of lists and inline tables; the TOML library rejects deeper nesting.
    private static let depthLimit = 256

    private(set) var keys: [[String]: TextPosition] = [:]
    private(set) var values: [[String]: TextPosition] = [:]
    private(set) var controls: [[String]: [TOMLPositions.Control]] = [:]
    /// The position of the first table header that doesn't begin with a key; `nil` if there is none.
    private(set) var invalidHeader: TextPosition?
    /// The control characters in the last scanned string.
    private var lastControls: [TOMLPositions.Control] = []

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var lineStart = 0
    /// The number of `[[tables]]` so far, by path.
    private var counts: [[String]: Int] = [:]

    init(_ text: String) {
        scalars = Array(
            text.unicodeScalars.first == "\u{FEFF}" ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
        )
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
    private var position: TextPosition { TextPosition(line: line, column: index - lineStart + 1) }

    private mutating func advance() {
        guard let scalar = current else { return }
        index += 1
        if scalar == "\n" { (line, lineStart) = (line + 1, index) }
    }

    mutating func scan() {
        var table: [String] = []
        while let scalar = current {
            let before = index
            switch scalar {
            case " ", "\t", "\r", "\n": advance()
            case "#": skipLine()
            case "[": table = header()
            default: pair(in: table, depth: 0)
            }
            // Invalid text must not stop the scan.
            if index == before { advance() }
        }
    }

    /// Returns whether a character can begin a bare or quoted key.
    private static func beginsKey(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "\"", "'": true
        default: false
        }
    }

    /// Returns the position of a table header that doesn't begin with a key, such as `[` at the end of a line; `nil` if
    /// there is none. The TOML library aborts the program when it reads such a header.
    ///
    /// - Complexity: O(length), but only lines that begin with `[` are examined unless one of them looks invalid.
    static func invalidHeader(in text: String) -> TextPosition? {
        let isSuspicious = text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).contains { line in
            var rest = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
            guard rest.first == UInt8(ascii: "[") else { return false }
            rest = rest.dropFirst(rest.dropFirst().first == UInt8(ascii: "[") ? 2 : 1).drop { $0 == 0x20 || $0 == 0x09 }
            return rest.first.map { !beginsKey(Unicode.Scalar($0)) && $0 != UInt8(ascii: "]") } ?? true
        }
        guard isSuspicious else { return nil }
        var scanner = TOMLScanner(text)
        scanner.scan()
        return scanner.invalidHeader
    }

    /// Scans a table header such as `[a.b]` or `[[a.b]]` and returns its path.
    private mutating func header() -> [String] {
        advance()
        let isList = current == "["
        if isList { advance() }
        skipBlanks()
        let start = position
        if let current, !Self.beginsKey(current), current != "]", invalidHeader == nil { invalidHeader = start }
        let names = dottedKey()
        var path: [String] = []
        for (index, part) in names.enumerated() {
            path.append(part.name)
            let isLast = index == names.count - 1
            if isLast, isList {
                let count = counts[path, default: 0]
                counts[path] = count + 1
                record(path, at: start)
                path.append(String(count))
            } else if let count = counts[path] {
                // A subtable of `[[tables]]` is part of the last element.
                path.append(String(count - 1))
            }
        }
        record(path, at: start)
        skipLine()
        return path
    }

    /// Scans a key with its value, such as `a.b = value`.
    private mutating func pair(in table: [String], depth: Int) {
        var path = table
        for part in dottedKey() {
            path.append(part.name)
            record(path, at: part.position)
        }
        skipBlanks()
        guard current == "=" else { return }
        advance()
        skipBlanks()
        value(at: path, depth: depth)
    }

    private mutating func value(at path: [String], depth: Int) {
        if values[path] == nil { values[path] = position }
        guard depth < Self.depthLimit else { return skipLine() }
        switch current {
        case "[": list(at: path, depth: depth)
        case "{": inlineTable(at: path, depth: depth)
        case "\"", "'":
            _ = string()
            if !lastControls.isEmpty, controls[path] == nil { controls[path] = lastControls }
        default: while let scalar = current, !Self.endsPlain.contains(scalar) { advance() }
        }
    }

    private mutating func list(at path: [String], depth: Int) {
        advance()
        var count = 0
        while let scalar = current {
            switch scalar {
            case "]": return advance()
            case " ", "\t", "\r", "\n", ",": advance()
            case "#": skipLine()
            default:
                let before = index
                let element = path + [String(count)]
                record(element, at: position)
                value(at: element, depth: depth + 1)
                count += 1
                if index == before { advance() }
            }
        }
    }

    private mutating func inlineTable(at path: [String], depth: Int) {
        advance()
        while let scalar = current {
            switch scalar {
            case "}": return advance()
            case " ", "\t", "\r", "\n", ",": advance()
            default:
                let before = index
                pair(in: path, depth: depth + 1)
                if index == before { advance() }
            }
        }
    }

    /// Records the position of a path, unless the path already has one.
    private mutating func record(_ path: [String], at position: TextPosition) {
        if keys[path] == nil { keys[path] = position }
    }

    private static let endsPlain: Set<Unicode.Scalar> = [",", "]", "}", "#", "\n", "\r"]
}

extension TOMLScanner {
    private mutating func skipBlanks() {
        while current == " " || current == "\t" { advance() }
    }

    private mutating func skipLine() {
        while let scalar = current, scalar != "\n" {
            _ = scalar
            advance()
        }
    }

    private mutating func dottedKey() -> [(name: String, position: TextPosition)] {
        var parts: [(String, TextPosition)] = []
        while let scalar = current {
            let start = position
            if scalar == "\"" || scalar == "'" {
                parts.append((string(), start))
            } else {
                var name = ""
                while let scalar = current, !Self.endsBare.contains(scalar) {
                    name.unicodeScalars.append(scalar)
                    advance()
                }
                guard !name.isEmpty else { break }
                parts.append((name, start))
            }
            skipBlanks()
            guard current == "." else { break }
            advance()
            skipBlanks()
        }
        return parts
    }

    private static let endsBare: Set<Unicode.Scalar> = [
        ".", "=", "]", "[", " ", "\t", "\n", "\r", "\"", "'", "#", ",", "{", "}",
    ]

    /// Scans a string of any of TOML's four kinds and returns it without its quotes.
    private mutating func string() -> String {
        guard let quote = current else { return "" }
        let isLong = index + 2 < scalars.count && scalars[index + 1] == quote && scalars[index + 2] == quote
        for _ in 0..<(isLong ? 3 : 1) { advance() }
        if isLong {
            // A line break right after the opening quotes is not part of the string.
            if current == "\r" { advance() }
            if current == "\n" { advance() }
        }
        lastControls = []
        var text = ""
        while let scalar = current {
            let start = position
            if scalar == "\\", quote == "\"" {
                advance()
                if let named = escape() {
                    text.unicodeScalars.append(named)
                    // A backslash at the end of a line removes the line break.
                    if start.line == line { recordControl(named, at: start) }
                }
            } else if scalar == quote, !isLong {
                advance()
                break
            } else if scalar == quote, endsLong(quote) {
                for _ in 0..<3 { advance() }
                break
            } else if scalar == "\n", !isLong {
                break
            } else {
                text.unicodeScalars.append(scalar)
                recordControl(scalar, at: start)
                advance()
            }
        }
        return text
    }

    private mutating func recordControl(_ scalar: Unicode.Scalar, at position: TextPosition) {
        guard scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) else { return }
        lastControls.append(TOMLPositions.Control(scalar: scalar, position: position))
    }

    /// Returns whether the closing quotes of a multi-line string start here. Up to two quotes before them are part of
    /// the string.
    private func endsLong(_ quote: Unicode.Scalar) -> Bool {
        guard index + 2 < scalars.count, scalars[index + 1] == quote, scalars[index + 2] == quote else { return false }
        return index + 3 >= scalars.count || scalars[index + 3] != quote
    }

    /// Scans the part of an escape after the backslash and returns the escaped character; `nil` if the escape is
    /// invalid.
    private mutating func escape() -> Unicode.Scalar? {
        guard let scalar = current else { return nil }
        advance()
        let plain: [Unicode.Scalar: Unicode.Scalar] = [
            "b": "\u{8}", "t": "\t", "n": "\n", "f": "\u{C}", "r": "\r", "e": "\u{1B}",
        ]
        guard scalar == "u" || scalar == "U" else { return plain[scalar] ?? scalar }
        var number: UInt32 = 0
        for _ in 0..<(scalar == "u" ? 4 : 8) {
            guard let digit = current.flatMap({ Character($0).hexDigitValue }) else { return nil }
            number = (number << 4) | UInt32(digit)
            advance()
        }
        return Unicode.Scalar(number)
    }
}
