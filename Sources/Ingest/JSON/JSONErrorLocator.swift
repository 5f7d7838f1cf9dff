import Foundation

/// Finds where a body stops being JSON. `JSONDecoder` only says that it does; `JSONSerialization` says where.
enum JSONErrorLocator {
    static func locate(in document: Document) -> IngestError {
        do {
            _ = try JSONSerialization.jsonObject(with: document.body, options: [.fragmentsAllowed])
        } catch let error as NSError {
            let words = error.userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
            if words.contains("end of file") {
                return IngestError(
                    document.origin,
                    at: "byte \(document.body.count)",
                    "is cut short: the JSON ends in the middle"
                )
            }
            if let offset = words.split(whereSeparator: { !$0.isNumber }).last.flatMap({ Int($0) }) {
                return IngestError(
                    document.origin,
                    at: place(of: offset, in: document.body),
                    "is not JSON from here on"
                )
            }
        }
        return IngestError(document.origin, "is not JSON")
    }

    /// "line 2, column 7".
    private static func place(of offset: Int, in body: Data) -> String {
        let before = body.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 - before.startIndex + 1 } ?? 0) + 1
        return "line \(line), column \(column)"
    }
}
