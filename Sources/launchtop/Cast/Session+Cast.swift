import Archive
import Canvas
import Dashboard
import Foundation
import History
import Ingest

extension Session {
    /// Writes the replay as a recording; `-` is standard output.
    func record(to path: String, size: Size, title: String) throws {
        let configuration = try common.configuration()
        var history = OpenHistory(ledger, configuration: configuration)
        do throws(ArchiveError) {
            try history.open(opening.archive, isWhole: true)
        } catch {
            throw Failure(error.description)
        }
        let appearance = try common.appearance(configuration, background: .dark)
        for problem in appearance.problems { Console.error(problem) }
        var state = try state(history.ledger.snapshot, zone: appearance.zone)
        if let library = LibraryLoader(opening, common, configuration) {
            _ = state.apply(.library(library.read()))
            for problem in library.problems { Console.error(problem.description) }
        }
        state.start(at: try opening.at?.instant(on: state), speed: opening.speed)
        state.take(appearance, hasColor: appearance.color != .never, isASCII: appearance.usesASCII)
        // From an instant that was asked for, too: a still picture is what `screenshot` is for.
        if !state.isPlaying { _ = state.apply(.key(" ")) }
        if path != "-", !FileManager.default.createFile(atPath: path, contents: nil) {
            throw Failure("\(path) cannot be written")
        }
        let file = path == "-" ? FileHandle.standardOutput : FileHandle(forWritingAtPath: path)
        guard let file else { throw Failure("\(path) cannot be written") }
        let end = try CastRecording(size: size, title: title).record(state) { line in
            try file.write(contentsOf: Data((line + "\n").utf8))
        }
        let cut = end.isWhole ? "" : ", cut there: --speed, --from and --to make it shorter"
        Console.error("\(path): \(Int(end.seconds.rounded())) s\(cut)")
    }
}
