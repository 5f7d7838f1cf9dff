internal import CSimdjson
import Foundation
import Input

/// Functions that parse JSON documents.
enum JSONBody {
    /// Parses a whole document. If any part is invalid, all of it is rejected.
    ///
    /// An unpaired surrogate escape (`\ud83d`), as left by names truncated in the middle of a character, is read as
    /// U+FFFD. A number that doesn't fit into 64 bits is read as a string.
    ///
    /// - Throws: An error that locates the first invalid byte.
    /// - Complexity: O(bytes), at gigabytes per second.
    static func read<Result>(
        _ document: Document,
        _ body: (JSONValue) throws(InputError) -> Result
    ) throws(InputError) -> Result {
        let bytes = withoutByteOrderMark(document.body)
        var parsed = parse(bytes)
        if parsed.failure == json_bad_string, let repaired = LoneSurrogates.replaced(in: bytes) {
            json_release(&parsed)
            parsed = parse(repaired)
        }
        // Versions of simdjson differ in the error they report.
        if parsed.failure == json_bad_number || parsed.failure == json_bad_syntax,
            let quoted = LargeNumbers.quoted(in: bytes)
        {
            json_release(&parsed)
            parsed = parse(LoneSurrogates.replaced(in: quoted) ?? quoted)
        }
        defer { json_release(&parsed) }
        guard parsed.failure == json_none, let tape = parsed.tape, let strings = parsed.strings else {
            throw error(parsed.failure, in: document)
        }
        return try body(JSONValue(.init(tape: tape, strings: strings, literals: parsed.literals), index: 1))
    }

    private static func parse(_ bytes: Data) -> json_document {
        bytes.withUnsafeBytes { json_parse($0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
    }

    private static func withoutByteOrderMark(_ body: Data) -> Data {
        body.starts(with: [0xEF, 0xBB, 0xBF]) ? body.dropFirst(3) : body
    }

    private static func error(_ failure: json_failure, in document: Document) -> InputError {
        switch failure {
        case json_empty: InputError(document.origin, "document is empty")
        case json_bad_utf8: InputError(document.origin, "invalid UTF-8")
        case json_too_deep: InputError(document.origin, "nesting exceeds the limit of 1024 levels")
        case json_no_memory: InputError(document.origin, "out of memory")
        default: JSONErrorLocator.locate(in: document)
        }
    }
}
