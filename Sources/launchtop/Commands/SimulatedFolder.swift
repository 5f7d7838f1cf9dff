import Foundation
import Simulation

/// A folder that a market is to be written into, and what it holds already.
struct SimulatedFolder {
    private let folder: URL

    init(_ folder: URL) { self.folder = folder }

    /// Lets a folder pass that is empty, or holds nothing but what the market writes, as after a run that was broken off.
    ///
    /// - Throws: a sentence that names what is there else, or what has another content.
    /// - Complexity: what the market's files take to make, where the folder is not empty.
    func check(for market: SimulatedMarket, outages: Int) throws(Failure) {
        var others = names()
        guard !others.isEmpty else { return }
        var differing: String?
        market.forEachFile(outages: outages) { file in
            guard let body = file.body, others.remove(file.name) != nil, differing == nil else { return }
            let there = try? Data(contentsOf: folder.appendingPathComponent(file.name))
            if there != Data(body) { differing = file.name }
        }
        let advice = "name another folder, or write all the same with --force"
        if let other = others.min() {
            let more = others.count > 1 ? " and \(others.count - 1) more" : ""
            throw Failure("\(folder.path) holds \(other)\(more), which these arguments do not write; \(advice)")
        }
        if let differing {
            throw Failure(
                "\(folder.path) holds \(differing) with another content than these arguments write; \(advice)"
            )
        }
    }

    /// What is there, but for hidden files, which are not read as snapshots either.
    private func names() -> Set<String> {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return Set((names ?? []).filter { !$0.hasPrefix(".") })
    }
}
