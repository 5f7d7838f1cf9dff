/// The publisher of a figure, with the URL and the date of publication.
public struct Citation: Hashable, Sendable {
    /// The publisher, such as "Appfigures via TechCrunch".
    public var name: String
    /// The URL, or `nil` if there is none.
    public var address: String?
    /// The publication date at its known precision: `2025-10-09`, `2025-10` or `2025`.
    public var published: String

    public init(name: String, address: String?, published: String) {
        self.name = name
        self.address = address
        self.published = published
    }
}
