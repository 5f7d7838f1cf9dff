import Foundation
import Input

/// A type that locates JSON syntax errors. simdjson doesn't report positions, so the body is parsed again by
/// `JSONSerialization`.
enum JSONErrorLocator {
    static func locate(in document: Document) -> InputError {
        do {
            _ = try JSONSerialization.jsonObject(with: document.body, options: [.fragmentsAllowed])
        } catch let error as NSError {
            let message = error.userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
            if message.contains("end of file") {
                return InputError(
                    document.origin,
                    at: "byte \(document.body.count)",
                    "truncated JSON"
                )
            }
            if let offset = message.split(whereSeparator: { !$0.isNumber }).last.flatMap({ Int($0) }) {
                return InputError(
                    document.origin,
                    position: position(of: offset, in: document.body),
                    "invalid JSON"
                )
            }
        }
        return InputError(document.origin, "invalid JSON")
    }

    private static func position(of offset: Int, in body: Data) -> TextPosition {
        let before = body.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 - before.startIndex + 1 } ?? 0) + 1
        return TextPosition(line: line, column: column)
    }
}
