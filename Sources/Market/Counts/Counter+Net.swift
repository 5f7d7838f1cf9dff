extension Counter {
    /// The source name of counts read from App Store Connect's sales reports.
    public static let salesReports = "App Store Connect"

    /// Whether refunds are subtracted from the counts, as in App Store Connect, so that a day's count may be negative.
    public var isNetOfRefunds: Bool { kind == .exact && source == Self.salesReports }
}
