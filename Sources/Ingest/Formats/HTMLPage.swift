import Foundation

/// An HTML page where data was expected: what a server says when it will not answer.
struct HTMLPage {
    /// How much of a body is looked at, in bytes.
    private static let headLimit = 16 << 10

    private var title: String?

    /// `nil` where the body is no HTML page.
    init?(_ body: Data) {
        let text = String(decoding: body.prefix(Self.headLimit), as: UTF8.self)
        let start = text.prefix(512)
        guard ["<html", "<!doctype html"].contains(where: { start.range(of: $0, options: .caseInsensitive) != nil })
        else { return nil }
        guard let open = text.range(of: "<title", options: .caseInsensitive),
            let from = text[open.upperBound...].firstIndex(of: ">"),
            let close = text[from...].range(of: "</title", options: .caseInsensitive)
        else { return }
        let words = UntrustedText.words(String(text[text.index(after: from)..<close.lowerBound]), limit: 120)
        if !words.isEmpty { title = words }
    }

    /// What it is, for a sentence, with its title where it has one.
    var problem: String { "is an HTML page, not a chart\(title.map { ": “\($0)”" } ?? "")" }

    /// A body whose quotes some collectors wrote as `\"`, put right.
    static func unescaped(_ body: Data) -> Data {
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
