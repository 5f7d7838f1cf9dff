import Collector
import Foundation
import Simulation

/// The output folder of a simulated market.
struct SimulatedFolder {
    private let folder: URL

    init(_ folder: URL) { self.folder = folder }

    /// Checks that the folder is empty, or contains only files that the market would write, as after an interrupted run.
    ///
    /// - Throws: An error that names another file, or a file with different content.
    /// - Complexity: Generates all files of the market if the folder isn't empty.
    func check(for market: SimulatedMarket, outages: Int) throws(Failure) {
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

    /// Returns the files in the folder, except for hidden ones, which aren't read as snapshots either.
    private func names() -> Set<String> {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return Set((names ?? []).filter { !$0.hasPrefix(".") })
    }
}
