import Market

/// A JSON value for output.
///
/// The Dashboard module doesn't import Foundation, and unlike `JSONEncoder`, this type keeps keys in the given order.
indirect enum JSONText: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case text(String)
    case list([JSONText])
    case object([(key: String, value: JSONText)])

    static func of(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }
    static func of(_ value: Bool?) -> JSONText { value.map { .bool($0) } ?? .null }
    static func of(_ number: Int?) -> JSONText { number.map { .int(Int64($0)) } ?? .null }
    static func of(_ instant: Timestamp?) -> JSONText { instant.map { .text($0.iso8601) } ?? .null }
    static func of(_ day: Day?) -> JSONText { day.map { .text($0.iso8601) } ?? .null }

    /// Returns a number as JSON, without a fraction if it's a whole number, or `null` if it's `nil`, infinite or NaN.
    static func of(_ number: Double?) -> JSONText {
        guard let number, number.isFinite else { return .null }
        return number == number.rounded() && number.magnitude < 9e15 ? .int(Int64(number)) : .double(number)
    }

    /// The value as JSON on one line.
    var line: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .double(let value): "\(value)"
        case .text(let text): Self.quoted(text)
        case .list(let items): "[" + items.map(\.line).joined(separator: ",") + "]"
        case .object(let pairs):
            "{" + pairs.map { "\(Self.quoted($0.key)):\($0.value.line)" }.joined(separator: ",") + "}"
        }
    }

    /// The value as a CSV field before quoting; empty for `null`. Items of a list are separated by spaces.
    var csvField: String {
        switch self {
        case .null: ""
        case .text(let text): text
        case .list(let items): items.map(\.csvField).joined(separator: " ")
        case .bool, .int, .double, .object: line
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: quoted += "\\\""
            case 0x5C: quoted += "\\\\"
            case 0x0A: quoted += "\\n"
            case 0x0D: quoted += "\\r"
            case 0x09: quoted += "\\t"
            // Escape C0 and C1 controls and direction overrides, so that a name can't control the terminal.
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension Chart {
    var json: JSONText {
        .object([
            ("store", .text(store.rawValue)), ("storefront", .text(storefront.code)), ("kind", .text(kind.slug)),
            ("genre", .of(genre?.id)), ("edition", .text(edition.rawValue)),
        ])
    }
}

extension [Storefront] {
    /// The storefront codes as a JSON list.
    var json: JSONText { .list(map { .text($0.code) }) }
}
