/// A request header in the settings: its name, and the location of its value. It never contains the value itself.
public struct HeaderSetting: Hashable, Sendable {
    public var name: String
    public var location: Authorization

    public init(_ name: String, _ location: Authorization) {
        self.name = name
        self.location = location
    }
}
