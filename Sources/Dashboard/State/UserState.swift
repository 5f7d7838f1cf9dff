public import Market

/// What the dashboard knows of a person from one run to the next.
public struct UserState: Hashable, Sendable {
    /// Most lines of the palette that are kept.
    public static let lineLimit = 100

    /// Apps that were watched (true) or let go (false) by key, whatever the settings name.
    public var watchlist: [AppID: Bool]
    /// What was entered in the palette, the newest last.
    public private(set) var lines: [String]
    /// Up to when what changed was read; `nil` where it never was.
    public var readUntil: Timestamp?

    public init(watchlist: [AppID: Bool] = [:], lines: [String] = [], readUntil: Timestamp? = nil) {
        self.watchlist = watchlist
        self.lines = Array(lines.suffix(Self.lineLimit))
        self.readUntil = readUntil
    }

    /// Notes a line, each once.
    mutating func note(line: String) {
        lines.removeAll { $0 == line }
        lines.append(line)
        if lines.count > Self.lineLimit { lines.removeFirst() }
    }
}
