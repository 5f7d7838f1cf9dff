/// Text that is sent and never shown: printed, described or reflected, it reads `(secret)`.
public struct Secret: Hashable, Sendable {
    /// Only for what goes into a request.
    let text: String

    public init(_ text: String) { self.text = text }

    /// What must not stand in any sentence: the whole of it, and what follows the word for its kind (`Bearer …`).
    private var parts: [String] {
        let last = text.split(separator: " ").last.map(String.init) ?? text
        return [text, last].filter { $0.utf8.count >= 4 }
    }

    /// An error without this secret: a server may send back what it was sent.
    func masked(in error: IngestError) -> IngestError {
        func masked(_ words: String) -> String {
            parts.reduce(words) { $0.replacing($1, with: "(secret)") }
        }
        return IngestError(
            masked(error.origin),
            position: error.position,
            at: error.location.map(masked),
            masked(error.problem)
        )
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(secret)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
