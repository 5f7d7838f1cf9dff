/// Something that happened to an app on a day, such as its arrival in a country.
public struct LaunchEvent: Hashable, Sendable {
    /// Where only a run of days is known, its last: from then on it certainly had happened.
    public var day: Day
    /// The first of these days; `nil` where the day is known.
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
