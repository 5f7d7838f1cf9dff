import Foundation
import Market

/// Reads chart snapshots from a body whose format is told by its content, never by its name.
public enum SnapshotDecoder {
    /// Largest body that is looked at, in bytes.
    public static let bodyLimit = 16 << 20

    /// - Throws: an error that names the document and the place in it, where nothing in it can be used.
    public static func decode(_ document: Document) throws(IngestError) -> Decoded {
        let origin = document.origin
        guard document.body.count <= bodyLimit else {
            throw IngestError(origin, "has more than the \(bodyLimit) bytes that are read")
        }
        let start = document.body.drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }.prefix(512)
        switch start.first {
        case nil: throw IngestError(origin, "is empty")
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try AppleFeed.decode(document)
        case _ where AtomFeed.looksLike(start): return try AtomFeed.decode(document)
        case 0x1F where start.dropFirst().first == 0x8B:
            throw IngestError(origin, "is compressed with gzip; unpack it first")
        default: break
        }
        if SalesReport.looksLike(start) { return try SalesReport.decode(document) }
        if DownloadsCSV.looksLike(start) { return try DownloadsCSV.decode(document) }
        if ChartCSV.looksLikeHeader(start) { return try ChartCSV.decode(document) }
        throw IngestError(
            origin,
            at: "line 1",
            "is neither JSON nor a CSV that starts with the header \(ChartCSV.columns.joined(separator: ","))"
        )
    }
}
