import ArgumentParser
import Foundation
import Market

/// What a new launch file says of its launch, and where it is written.
struct LaunchFileOptions: ParsableArguments {
    @Option(help: "Its short id, up to 40 of a–z, 0–9 and -.") var id: String?
    @Option(help: "The app's name.") var name: String?
    @Option(help: "The first day of public availability, such as 2026-03-01.") var day0: DayArgument?
    @Option(help: "Where it was first available, such as us,ca. The whole world without it.")
    var storefront: String?
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file to write; standard output without it.", valueName: "file")
    )
    var output: String?

    func validate() throws {
        if let id, Self.slug(id) != id {
            throw ArgumentParser.ValidationError("--id is up to 40 of a–z, 0–9 and -, such as “\(Self.slug(id))”")
        }
        _ = try storefronts()
    }

    func storefronts() throws -> [Storefront]? {
        guard let storefront else { return nil }
        var found: [Storefront] = []
        for word in storefront.split(separator: ",") {
            let place: Storefront
            do throws(InvalidText) {
                // A launch may be on the web, which is in every country.
                place = try Storefront.parse(String(word), in: .googlePlay)
            } catch {
                throw ArgumentParser.ValidationError("--storefront: \(error.problem)")
            }
            if !found.contains(place) { found.append(place) }
        }
        return found
    }

    /// A short id made of a name: "Pokémon GO!" is `pokemon-go`; `app` where nothing is left.
    static func slug(_ text: String) -> String {
        let words = text.split { !$0.isLetter && !$0.isNumber }.map { FoldedText.folded(String($0)) }
        let plain = words.map { word in
            String(word.unicodeScalars.filter { $0.isASCII }.map(Character.init))
        }
        let slug = plain.filter { !$0.isEmpty }.joined(separator: "-").prefix(40)
        return slug.isEmpty ? "app" : String(slug)
    }

    /// Writes the file, or prints it.
    ///
    /// - Throws: where the file is there already: what somebody wrote by hand is not overwritten.
    func write(_ text: String) throws(Failure) {
        guard let output else {
            try Console.text(text)
            return
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .withoutOverwriting)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw Failure("\(output) is there already; name another file with --output")
        } catch {
            throw Failure("\(output) cannot be written: \(error.localizedDescription)")
        }
        Console.error("\(output) is written; “launchtop show launches --check \(output)” tells what is wrong with it")
    }
}

/// A day on the command line.
struct DayArgument: ExpressibleByArgument {
    let day: Day

    init?(argument: String) {
        guard let day = Day(iso8601: argument) else { return nil }
        self.day = day
    }
}
