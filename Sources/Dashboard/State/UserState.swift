public import Market

/// The user's state that is saved between runs.
public struct UserState: Hashable, Sendable {
    /// The maximum number of palette lines kept.
    public static let lineLimit = 100

    /// Apps added to (`true`) or removed from (`false`) the watchlist by key, overriding the config file.
    public var watchlist: [AppID: Bool]
    /// The history of the palette, newest last.
    public private(set) var lines: [String]
    /// The time up to which changes were read; `nil` if never.
    public var readUntil: Timestamp?

    public init(watchlist: [AppID: Bool] = [:], lines: [String] = [], readUntil: Timestamp? = nil) {
        self.watchlist = watchlist
        self.lines = Array(lines.suffix(Self.lineLimit))
        self.readUntil = readUntil
    }

    /// Adds a line to the history, removing an earlier copy.
    mutating func add(line: String) {
        lines.removeAll { $0 == line }
        lines.append(line)
        if lines.count > Self.lineLimit { lines.removeFirst() }
    }
}
