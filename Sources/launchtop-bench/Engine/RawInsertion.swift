import Foundation
import Input
import TestSupport
import TimeSeries
import Transport

/// Inserts of the workload's rankings into one table with a client that only sends rows, as a baseline.
struct RawInsertion {
    private let server: ClickHouseServer
    private static let rowsPerRequest = 1_000_000

    /// Creates the table.
    init(_ server: ClickHouseServer) throws {
        self.server = server
        try server.query("CREATE DATABASE raw")
        try server.query(
            "CREATE TABLE raw.rankings (chart UInt16, app UInt32, at DateTime, rank UInt16) ENGINE = MergeTree "
                + "PARTITION BY toYYYYMM(at) ORDER BY (chart, app, at)"
        )
    }

    /// Returns the time of the requests. Encoding the rows isn't included.
    func seconds(of work: Workload) throws -> Double {
        let transport = WebTransport(problem: { String(decoding: $0, as: UTF8.self) })
        let query = "INSERT%20INTO%20raw.rankings%20FORMAT%20RowBinary"
        guard let url = URL(string: "http://127.0.0.1:\(server.port)/?query=\(query)") else { return 0 }
        var total = Duration.zero
        for body in Self.bodies(of: work) {
            let request = FetchRequest(
                posting: body,
                as: "application/octet-stream",
                to: url,
                named: "clickhouse-server",
                authorization: nil
            )
            total += try ContinuousClock().measure { _ = try transport.blockingResponse(to: request) }
        }
        return total / .seconds(1)
    }

    /// Returns the rows in the order of the key, in parts.
    private static func bodies(of work: Workload) -> [Data] {
        var (bodies, bytes, count) = ([Data](), Data(), 0)
        for chart in 0..<work.charts {
            var rows: [(app: UInt32, at: UInt32, rank: UInt16)] = []
            for hour in 0..<work.hours {
                let at = UInt32(clamping: Workload.time(hour))
                for entry in work.entries(chart: chart, hour: hour) { rows.append((entry.id, at, entry.rank)) }
            }
            for row in rows.sorted(by: { ($0.app, $0.at) < ($1.app, $1.at) }) {
                withUnsafeBytes(of: UInt16(chart).littleEndian) { bytes.append(contentsOf: $0) }
                withUnsafeBytes(of: row.app.littleEndian) { bytes.append(contentsOf: $0) }
                withUnsafeBytes(of: row.at.littleEndian) { bytes.append(contentsOf: $0) }
                withUnsafeBytes(of: row.rank.littleEndian) { bytes.append(contentsOf: $0) }
                count += 1
                guard count == rowsPerRequest else { continue }
                bodies.append(bytes)
                (bytes, count) = (Data(), 0)
            }
        }
        return count == 0 ? bodies : bodies + [bytes]
    }
}
