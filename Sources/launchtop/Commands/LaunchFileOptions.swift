import ArgumentParser
import Collector
import Foundation
import Input
import Launches
import Market

/// Options for the contents and the path of a new launch file.
struct LaunchFileOptions: ParsableArguments {
    @Option(help: "Short id of up to 40 characters: a–z, 0–9 and - (default: derived from the name).") var id: String?
    @Option(help: "Name of the app.") var name: String?
    @Option(help: "First day of public availability, such as 2026-03-01.") var day0: DayArgument?
    @Option(help: "Storefronts at launch, such as us,ca (default: worldwide).")
    var storefront: String?
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("File to write (default: standard output).", valueName: "file")
    )
    var output: String?

    func validate() throws {
        if let id, LaunchFile.id(from: id) != id {
            throw ArgumentParser.ValidationError(
                "--id: invalid id \"\(id)\"; use up to 40 characters of a–z, 0–9 and -, such as \"\(LaunchFile.id(from: id))\""
            )
        }
        _ = try storefronts()
    }

    func storefronts() throws -> [Storefront]? {
        guard let storefront else { return nil }
        var found: [Storefront] = []
        for word in storefront.split(separator: ",") {
            let parsed: Storefront
            do throws(InvalidText) {
                // Google Play has the most storefronts, and a launch on the web may be in any country.
                parsed = try Storefront.parse(String(word), in: .googlePlay)
            } catch {
                throw ArgumentParser.ValidationError("--storefront: \(error.problem)")
            }
            if !found.contains(parsed) { found.append(parsed) }
        }
        return found
    }

    /// Writes the text of a launch file to the output file, or to standard output if no file is given.
    ///
    /// - Throws: An error if the file can't be written or already exists; it may have been edited by hand.
    func write(_ text: String) throws(Failure) {
        guard let output else {
            try Console.printText(text)
            return
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .withoutOverwriting)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw Failure("\(output) already exists; choose another file with --output")
        } catch {
            throw Failure("\(output): can't write the file: \(SystemError.message(of: error))")
        }
        Console.report("wrote \(output); check it with launchtop show library --check \(output)")
    }
}

/// A day on the command line, such as `2026-03-01`.
struct DayArgument: ExpressibleByArgument {
    let day: Day

    init?(argument: String) {
        guard let day = Day(iso8601: argument) else { return nil }
        self.day = day
    }
}
