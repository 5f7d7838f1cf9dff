/// An error for bytes that aren't a ranking written by `RankingBlock` or `RankingChainEncoder`.
public enum RankingDamage: Error, Hashable, Sendable, CustomStringConvertible {
    case version(UInt8)
    case truncated
    case checksum
    /// The record continues a frame that can't be read.
    case orphan
    /// The bits encode an impossible value, which the text describes.
    case impossible(String)

    public var description: String {
        switch self {
        case .version(let version): "unsupported format version \(version); this launchtop reads version 1"
        case .truncated: "truncated"
        case .checksum: "checksum mismatch"
        case .orphan: "continues a record that can't be read"
        case .impossible(let what): "invalid data: \(what)"
        }
    }
}
