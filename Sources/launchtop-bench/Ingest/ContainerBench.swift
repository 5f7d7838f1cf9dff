import Foundation
import Market
import TestSupport

/// A benchmark that measures the peak memory of a separate process that imports many small documents from a tar file
/// and from a folder.
struct ContainerBench {
    let documents: Int

    func measure() throws {
        let folder = try TemporaryFolder()
        try write(into: folder.url)
        guard let ofFolder = try peak(importing: "in", in: folder.url),
            let ofTar = try peak(importing: "all.tar", in: folder.url)
        else { return }
        Figure("import_tar_peak_mb", ofTar, "MB").compared(to: "the same files in a folder", ofFolder).print()
    }

    /// Writes the same documents to a folder and to a tar file: an hourly chart of 20 apps for each of 175 storefronts.
    private func write(into folder: URL) throws {
        let storefronts = Storefront.all.map(\.code).prefix(175)
        let start = Timestamp(seconds: 1_772_323_200)
        let tar = folder.appendingPathComponent("all.tar")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("in"),
            withIntermediateDirectories: true
        )
        try Data().write(to: tar)
        let handle = try FileHandle(forWritingTo: tar)
        for document in 0..<documents {
            let (hour, route) = document.quotientAndRemainder(dividingBy: storefronts.count)
            let code = storefronts[route]
            let time = (start + Int64(hour) * 3600).iso8601
            var body = "time,store,storefront,chart,genre,rank,app,name,developer\n"
            for rank in 1...20 {
                // Two neighbors swap ranks each hour.
                let number = hour % 2 == 1 && (9...10).contains(rank) ? 19 - rank : rank
                let app = 1_400_000_000 + route * 100 + number
                // Names that differ only in digits would be taken for placeholders.
                let name = String(repeating: "a", count: number)
                body += "\(time),appstore,\(code),top-free,,\(rank),\(app),\(name),Maker \(app % 40)\n"
            }
            let name = "\(time)-\(code).csv".replacing(":", with: "")
            try Data(body.utf8).write(to: folder.appendingPathComponent("in/\(name)"))
            let isLast = document == documents - 1
            let packed = Tar.archive([.init(name, body)])
            try handle.write(contentsOf: isLast ? packed : packed.dropLast(1024))
        }
        try handle.close()
    }

    /// Returns the peak resident memory of an import in MB, or `nil` if the system doesn't report it or the import
    /// fails.
    private func peak(importing name: String, in folder: URL) throws -> Double? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = [
            "import", folder.appendingPathComponent(name).path,
            "--into", folder.appendingPathComponent("\(name).sqlite").path,
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var peak: Double?
        while process.isRunning {
            peak = Usage.peakMegabytes(of: process.processIdentifier) ?? peak
            usleep(5_000)
        }
        return process.terminationStatus == 0 ? peak : nil
    }
}
