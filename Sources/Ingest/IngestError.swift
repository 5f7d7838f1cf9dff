/// What could not be read, in one sentence: which file or address, where in it, and what is wrong there.
public struct IngestError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or address, without secrets.
    public let origin: String
    /// "line 7", "feed.entry[3]"; `nil` where the whole is meant.
    public let location: String?
    public let problem: String
    /// How many faults it stands for: more than one where only their number is kept.
    public let faults: Int

    public init(_ origin: String, at location: String? = nil, _ problem: String, faults: Int = 1) {
        self.origin = origin
        self.location = location
        self.problem = problem
        self.faults = faults
    }

    public var description: String {
        location.map { "\(origin), \($0): \(problem)" } ?? "\(origin): \(problem)"
    }
}
