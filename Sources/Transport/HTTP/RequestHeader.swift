public import Input

/// A request header whose value is a secret, such as a vendor's API key.
public struct RequestHeader: Hashable, Sendable {
    /// The name, such as `x-apptweak-key`. See ``HeaderName``.
    public let name: String
    /// The value: one line of printable ASCII.
    public let value: Secret

    public init(_ name: String, _ value: Secret) {
        self.name = name
        self.value = value
    }
}
