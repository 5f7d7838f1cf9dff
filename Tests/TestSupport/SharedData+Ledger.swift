import Formats
import Foundation
public import History

extension SharedData {
    /// Reads a folder of snapshots into a ledger.
    ///
    /// - Parameter mapping: The name of a bundled mapping, or `nil` for formats that don't need one.
    public static func ledger(folder: String, mapping: String?) throws -> LedgerSnapshot {
        let shipped = try mapping.map {
            try Mapping(file: Fixtures.repository.appendingPathComponent("Data/mappings/\($0).toml"))
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
            .sorted()
        var decoder = SnapshotDecoder(mapping: shipped)
        decoder.registry = try shipped?.registry(in: folder)
        var ledger = Ledger()
        for name in files {
            let body = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
            guard let decoded = try? decoder.decode(Document(origin: name, body: body)) else { continue }
            for snapshot in decoded.snapshots { ledger.append(snapshot) }
        }
        return ledger.snapshot
    }
}
