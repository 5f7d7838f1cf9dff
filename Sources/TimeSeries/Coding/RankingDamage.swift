/// Why bytes are not a ranking that was written by `RankingBlock` or `RankingChainEncoder`.
public enum RankingDamage: Error, Hashable, Sendable, CustomStringConvertible {
    case version(UInt8)
    case cutShort
    case checksum
    /// It goes on from a frame that cannot be read.
    case orphan
    /// The bits say something that cannot be.
    case impossible(String)

    public var description: String {
        switch self {
        case .version(let version): "is written in version \(version) of the format, and this program knows version 1"
        case .cutShort: "ends before it is complete"
        case .checksum: "has another checksum than it was written with"
        case .orphan: "goes on from something that cannot be read"
        case .impossible(let what): "cannot be: \(what)"
        }
    }
}
