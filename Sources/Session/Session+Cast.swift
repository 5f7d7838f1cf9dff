package import Canvas
import Collector
import Dashboard
import Foundation
import History
import Input
import Market
import Settings
import Setup

extension Session {
    /// Writes the replay as an asciinema cast to a file, or to standard output if `path` is `-`.
    package func writeCast(to path: String, size: Size, title: String) throws {
        let configuration = try setup.configuration()
        var history = OpenHistory(ledger, configuration: configuration, show: Console.report)
        try history.open(opening.archive, isWhole: true)
        let appearance = try setup.appearance(configuration, background: .dark)
        for problem in appearance.problems { Console.report(problem) }
        var state = try state(history.ledger.snapshot, zone: appearance.zone)
        if let library = LibraryLoader(opening, setup, configuration) {
            _ = state.apply(.library(library.read()))
            for problem in library.problems { Console.report(problem.description) }
        }
        state.start(at: try opening.at?.instant(on: state), speed: opening.speed)
        state.apply(appearance, depth: appearance.color == .never ? .none : .direct, isASCII: appearance.usesASCII)
        state.isPicture = true
        // Play even if `--at` was given: `screenshot` is the command for a single frame.
        if !state.isPlaying { _ = state.apply(.key(" ")) }
        if path != "-", !FileManager.default.createFile(atPath: path, contents: nil) {
            throw Failure("\(path): can't write the file: \(SystemError.last.message)")
        }
        let file = path == "-" ? FileHandle.standardOutput : FileHandle(forWritingAtPath: path)
        guard let file else { throw Failure("\(path): can't write the file") }
        let end = try CastRecording(size: size, title: title).record(state) { line in
            try file.write(contentsOf: Data((line + "\n").utf8))
        }
        let hint =
            end.isWhole ? "" : " (truncated to the maximum length; shorten the replay with --speed, --from or --to)"
        Console.report("\(path): \(Int(end.seconds.rounded())) s\(hint)")
    }
}
