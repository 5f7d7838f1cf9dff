import ArgumentParser
import Dashboard

struct ShowLaunches: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launches", abstract: "The library of launches.")

    @OptionGroup var options: ShowOptions

    func run() throws {
        let library = try Loading.library(options.common)
        try Say.line(Twin.launches(library, asOf: options.instant(in: library), as: options.format))
    }
}
