package import Foundation
import Input

/// An HTML page that a server sent instead of data.
package struct HTMLPage {
    /// Maximum number of bytes of a body to examine.
    private static let headLimit = 16 << 10

    private var title: String?

    /// Creates a page from a body, or returns `nil` if the body isn't HTML.
    init?(_ body: Data) {
        let text = String(decoding: body.prefix(Self.headLimit), as: UTF8.self)
        let start = text.prefix(512)
        guard ["<html", "<!doctype html"].contains(where: { start.range(of: $0, options: .caseInsensitive) != nil })
        else { return nil }
        guard let open = text.range(of: "<title", options: .caseInsensitive),
            let from = text[open.upperBound...].firstIndex(of: ">"),
            let close = text[from...].range(of: "</title", options: .caseInsensitive)
        else { return }
        let title = UntrustedText.sanitized(String(text[text.index(after: from)..<close.lowerBound]), limit: 120)
        if !title.isEmpty { self.title = title }
    }

    /// The error message, which quotes the page's title if it has one.
    var problem: String { problem(insteadOf: "a chart") }

    /// Returns the error message for a request for something else than a chart.
    func problem(insteadOf expected: String) -> String {
        "received an HTML page instead of \(expected)\(title.map { ": \"\($0)\"" } ?? "")"
    }

    /// Returns the error message if a body is an HTML page; otherwise `nil`.
    package static func problem(in body: Data, insteadOf expected: String) -> String? {
        HTMLPage(body)?.problem(insteadOf: expected)
    }

    /// Returns a body with each escaped quote (`\"`) replaced by `"`, because some collectors escape the quotes in XML.
    static func unescapingQuotes(_ body: Data) -> Data {
        guard body.prefix(512).range(of: Data("<?xml version=\\\"".utf8)) != nil else { return body }
        var bytes = Data(capacity: body.count)
        var isAfterBackslash = false
        for byte in body {
            if isAfterBackslash, byte == UInt8(ascii: "\"") { bytes.removeLast() }
            bytes.append(byte)
            isAfterBackslash = byte == UInt8(ascii: "\\")
        }
        return bytes
    }
}
