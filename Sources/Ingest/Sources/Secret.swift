/// Text that is sent and never shown: printed, described or reflected, it reads `(secret)`.
public struct Secret: Hashable, Sendable {
    /// Only for what goes into a request.
    let text: String

    public init(_ text: String) { self.text = text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(secret)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
