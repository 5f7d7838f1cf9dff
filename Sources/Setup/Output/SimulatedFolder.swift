package import Collector
import Foundation
import Input
import Market
package import Simulation

/// The output folder of a simulated market.
package struct SimulatedFolder {
    private let path: String
    private var folder: URL { URL(fileURLWithPath: path) }

    package init(_ path: String) { self.path = path }

    /// Writes the files of a market.
    ///
    /// - Parameters:
    ///   - outages: The number of files to damage or leave out.
    ///   - replaces: Whether to write even if the folder contains other files.
    /// - Returns: A summary of what was written, as text.
    package func write(_ market: SimulatedMarket, outages: Int, replaces: Bool) throws(Failure) -> String {
        if !replaces { try check(for: market, outages: outages) }
        var count = 0
        var damages: [Outage: Int] = [:]
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try market.forEachFile(outages: outages) { file in
                if let outage = file.outage { damages[outage, default: 0] += 1 }
                guard let body = file.body else { return }
                try Data(body).write(to: folder.appendingPathComponent(file.name))
                count += 1
            }
        } catch {
            throw Failure("\(path): write error after \(count) files: \(SystemError.message(of: error))")
        }
        let parts = Outage.allCases.compactMap { kind in damages[kind].map { NumberFormat.count($0, kind.rawValue) } }
        return "\(count) snapshots in \(path)" + (parts.isEmpty ? "" : "; \(parts.joined(separator: ", "))")
    }

    /// Checks that the folder is empty, or contains only files that the market would write, such as after an
    /// interrupted run.
    ///
    /// - Throws: An error that names a file that isn't part of the market, or whose content differs from the market's.
    /// - Complexity: O(size of the market) if the folder isn't empty, because all files are generated.
    private func check(for market: SimulatedMarket, outages: Int) throws(Failure) {
        var others = names()
        guard !others.isEmpty else { return }
        var differing: String?
        market.forEachFile(outages: outages) { file in
            guard let body = file.body, others.remove(file.name) != nil, differing == nil else { return }
            let existing = try? Data(contentsOf: folder.appendingPathComponent(file.name))
            if existing != Data(body) { differing = file.name }
        }
        let advice = "choose another folder, or use --force"
        if let other = others.min() {
            let more = others.count > 1 ? " and \(others.count - 1) more" : ""
            throw Failure("\(folder.path): contains other files: \(other)\(more); \(advice)")
        }
        if let differing {
            throw Failure("\(folder.path): \(differing) exists with different content; \(advice)")
        }
    }

    /// Returns the names of the files in the folder, except for hidden files, which aren't read as snapshots either.
    private func names() -> Set<String> {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return Set((names ?? []).filter { !$0.hasPrefix(".") })
    }
}
