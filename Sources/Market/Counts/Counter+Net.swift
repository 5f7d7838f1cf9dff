extension Counter {
    /// What counts read from App Store Connect's sales reports are called.
    public static let salesReports = "App Store Connect"

    /// Whether refunds are subtracted from the counts, so that a day's may be below zero. App Store Connect shows units so.
    public var isNetOfRefunds: Bool { kind == .exact && source == Self.salesReports }
}
