import Foundation
import Testing

/// A small table in every combination of separator, quoting, line break and encoding.
struct TableText: Sendable, CustomTestStringConvertible {
    enum Encoding: String, CaseIterable, Sendable {
        case utf8, utf8WithMark, utf16LittleEndian, utf16BigEndian, utf16LittleEndianWithMark, utf16BigEndianWithMark
    }

    var separator: String
    var encoding = Encoding.utf8
    var lineEnd = "\n"
    var quotesAll = false
    var namesSeparator = false

    /// Every combination of separator, encoding, line break, quoting and separator declaration.
    static let all: [TableText] = [",", ";", "\t", "|"].flatMap { separator in
        Encoding.allCases.flatMap { encoding in
            ["\n", "\r\n", "\r"].flatMap { lineEnd in
                [false, true].flatMap { quotesAll in
                    [false, true].map { namesSeparator in
                        TableText(
                            separator: separator,
                            encoding: encoding,
                            lineEnd: lineEnd,
                            quotesAll: quotesAll,
                            namesSeparator: namesSeparator
                        )
                    }
                }
            }
        }
    }

    func data(_ rows: [[String]]) -> Data {
        let lines =
            (namesSeparator ? ["sep=\(separator)"] : [])
            + rows.map { row in
                row.map(field).joined(separator: separator)
            }
        return Self.data(lines.map { $0 + lineEnd }.joined(), encoding)
    }

    static func data(_ text: String, _ encoding: Encoding) -> Data {
        func units(_ bytes: (UInt16) -> [UInt8]) -> Data { Data(text.utf16.flatMap(bytes)) }
        let little: (UInt16) -> [UInt8] = { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big: (UInt16) -> [UInt8] = { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        return switch encoding {
        case .utf8: Data(text.utf8)
        case .utf8WithMark: [0xEF, 0xBB, 0xBF] + Data(text.utf8)
        case .utf16LittleEndian: units(little)
        case .utf16BigEndian: units(big)
        case .utf16LittleEndianWithMark: [0xFF, 0xFE] + units(little)
        case .utf16BigEndianWithMark: [0xFE, 0xFF] + units(big)
        }
    }

    private func field(_ text: String) -> String {
        let isSpecial = quotesAll || text.contains { $0 == "\"" || $0.isNewline || String($0) == separator }
        return isSpecial ? "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\"" : text
    }

    var testDescription: String {
        let words = ["\t": "tab"][separator] ?? separator
        return "\(words) \(encoding.rawValue) \(lineEnd.debugDescription) quoted \(quotesAll) sep \(namesSeparator)"
    }
}
