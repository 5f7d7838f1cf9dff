internal import CSimdjson
import Foundation

/// Opens a JSON body for reading.
enum JSONBody {
    /// Reads a whole document. Nothing is believed of a body of which a part is no JSON.
    ///
    /// Names that were cut in the middle of a character leave half of a surrogate pair behind (`\ud83d`), which no text
    /// can hold; it is read as U+FFFD. A number that doesn't fit into 64 bits is read as text.
    ///
    /// - Throws: where it stops being JSON.
    /// - Complexity: O(bytes), some gigabytes a second.
    static func read<Result>(
        _ document: Document,
        _ body: (JSONValue) throws(IngestError) -> Result
    ) throws(IngestError) -> Result {
        let bytes = withoutMark(document.body)
        var parsed = parse(bytes)
        if parsed.failure == json_bad_string, let mended = LoneSurrogates.replaced(in: bytes) {
            json_release(&parsed)
            parsed = parse(mended)
        }
        // Versions of simdjson differ in what they call it.
        if parsed.failure == json_bad_number || parsed.failure == json_bad_syntax,
            let quoted = LargeNumbers.quoted(in: bytes)
        {
            json_release(&parsed)
            parsed = parse(LoneSurrogates.replaced(in: quoted) ?? quoted)
        }
        defer { json_release(&parsed) }
        guard parsed.failure == json_none, let tape = parsed.tape, let strings = parsed.strings else {
            throw fault(parsed.failure, in: document)
        }
        return try body(JSONValue(.init(tape: tape, strings: strings, literals: parsed.literals), index: 1))
    }

    private static func parse(_ bytes: Data) -> json_document {
        bytes.withUnsafeBytes { json_parse($0.bindMemory(to: UInt8.self).baseAddress, $0.count) }
    }

    private static func withoutMark(_ body: Data) -> Data {
        body.starts(with: [0xEF, 0xBB, 0xBF]) ? body.dropFirst(3) : body
    }

    private static func fault(_ failure: json_failure, in document: Document) -> IngestError {
        switch failure {
        case json_empty: IngestError(document.origin, "is empty")
        case json_bad_utf8: IngestError(document.origin, "is not UTF-8 text")
        case json_too_deep: IngestError(document.origin, "is nested deeper than 1,024 levels")
        case json_no_memory: IngestError(document.origin, "is too large for the memory there is")
        default: JSONErrorLocator.locate(in: document)
        }
    }
}
