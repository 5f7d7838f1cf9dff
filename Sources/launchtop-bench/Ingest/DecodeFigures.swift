import Formats
import Foundation

/// A benchmark that measures the throughput of decoding a legacy feed, compared with Foundation's parser on the same
/// bytes.
struct DecodeFigures {
    /// The path of a feed file; by default, a feed of 480 kB is generated.
    let body: String?

    func measure() throws {
        let body =
            try body.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
            ?? LegacyBody.make(entries: 150, bytes: 480_000)
        let megabytes = Double(body.count) / 1e6
        let document = Document(origin: "bench", body: body)
        let ours = try median(of: 200) { _ = try SnapshotDecoder().decode(document) }
        let baseline = try median(of: 40) { _ = try JSONSerialization.jsonObject(with: body) }
        Figure("decode_legacy_mbs", megabytes / ours.p50, "MB/s")
            .compared(to: "JSONSerialization", megabytes / baseline.p50).print()
    }
}
