/// Text that is sent but never shown. Its description is `(secret)`, and its mirror has no children.
public struct Secret: Hashable, Sendable {
    /// The text, for use in requests only.
    package let text: String

    public init(_ text: String) { self.text = text }

    /// The texts to mask: the whole secret, and the part after its scheme (`Bearer …`). Parts of fewer than four bytes
    /// aren't masked.
    private var parts: [String] {
        let last = text.split(separator: " ").last.map(String.init) ?? text
        return [text, last].filter { $0.utf8.count >= 4 }
    }

    /// Returns a copy of an error in which the secret is masked, since servers may echo it.
    package func masked(in error: InputError) -> InputError {
        func masked(_ text: String) -> String {
            parts.reduce(text) { $0.replacing($1, with: "(secret)") }
        }
        return InputError(
            masked(error.origin),
            position: error.position,
            at: error.location.map(masked),
            masked(error.problem),
            count: error.count,
            repeats: error.repeats,
            documents: error.documents
        )
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(secret)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
