/// An event in the life of an app, such as its release in a country.
public struct LaunchEvent: Hashable, Sendable {
    /// The day of the event, or the last possible day if only a range is known.
    public var day: Day
    /// The first possible day; `nil` if the day is known.
    public var earliest: Day?
    public var text: String
    public var source: Citation

    public init(day: Day, earliest: Day? = nil, text: String, source: Citation) {
        self.day = day
        self.earliest = earliest
        self.text = text
        self.source = source
    }
}
