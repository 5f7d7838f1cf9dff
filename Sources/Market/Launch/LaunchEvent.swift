/// Something that happened to an app on a day, such as its arrival in a country.
public struct LaunchEvent: Hashable, Sendable {
    public var day: Day
    public var text: String
    public var source: Source

    public init(day: Day, text: String, source: Source) {
        self.day = day
        self.text = text
        self.source = source
    }
}
