import Dashboard
import Foundation
import Ingest
import Market

/// `show launches --check`: every file of the library, or those that were named, held against the format and itself.
struct LaunchFileCheck {
    /// Empty for the library.
    let files: [String]
    let common: CommonOptions

    /// - Throws: where a file has a fault, after all of them were told.
    func run() throws {
        let urls = try files.isEmpty ? common.launchFiles() : files.map { URL(fileURLWithPath: $0) }
        guard !urls.isEmpty else { throw Failure("there is no launch file to check") }
        var faulty = 0
        for checked in LaunchLibrary.check(urls, today: SourceLoader.now().day) {
            guard let launch = checked.reading.launch else {
                faulty += 1
                for fault in checked.reading.errors { Console.error(fault.description) }
                if checked.reading.more > 0 {
                    Console.error("\(checked.file.path): and \(checked.reading.more) more faults")
                }
                continue
            }
            try Console.line("\(checked.file.lastPathComponent): \(Self.words(launch))")
        }
        guard faulty == 0 else {
            throw Failure("\(faulty) of \(urls.count) launch files \(faulty == 1 ? "has" : "have") faults")
        }
    }

    private static func words(_ launch: Launch) -> String {
        let sources = Set(launch.observations.map(\.source)).count
        return "well; \(count(launch.observations.count, "figure")) from \(count(sources, "source")), "
            + "\(count(launch.events.count, "event")), \(count(launch.conflicts.count, "conflict"))"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
