package import Collector
import Foundation
import Input
import Launches
import Market

extension Setup {
    /// Validates launch files and prints their errors.
    ///
    /// - Parameter files: The paths of the files; empty to validate the whole library.
    /// - Throws: An error with the number of invalid files, if there are any.
    package func checkLaunchFiles(_ files: [String]) throws(Failure) {
        let urls = try files.isEmpty ? launchFiles() : files.map { URL(fileURLWithPath: $0) }
        guard !urls.isEmpty else { throw Failure("no launch files to check") }
        var invalidCount = 0
        for checked in LaunchLibrary.check(urls, today: SystemClock.now().day) {
            guard let launch = checked.reading.launch else {
                invalidCount += 1
                for error in checked.reading.errors { Console.report(error.description) }
                if checked.reading.more > 0 {
                    Console.report("\(checked.file.path): \(NumberFormat.count(checked.reading.more, "more error"))")
                }
                continue
            }
            try Console.printLine("\(checked.file.lastPathComponent): OK (\(Self.contents(of: launch)))")
        }
        guard invalidCount == 0 else { throw Failure("\(invalidCount) of \(urls.count) launch files are invalid") }
    }

    private static func contents(of launch: Launch) -> String {
        let sources = Set(launch.observations.map(\.source)).count
        return "\(NumberFormat.count(launch.observations.count, "figure")) from "
            + "\(NumberFormat.count(sources, "source")), \(NumberFormat.count(launch.events.count, "event")), "
            + NumberFormat.count(launch.conflicts.count, "conflict")
    }
}
