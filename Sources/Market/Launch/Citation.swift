/// Who published a figure, where and when.
public struct Citation: Hashable, Sendable {
    /// "Appfigures via TechCrunch".
    public var name: String
    /// `nil` where the page has no address.
    public var address: String?
    /// As precise as it is known: `2025-10-09`, `2025-10` or `2025`.
    public var published: String

    public init(name: String, address: String?, published: String) {
        self.name = name
        self.address = address
        self.published = published
    }
}
