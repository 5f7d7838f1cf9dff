import ArgumentParser
import Setup

/// A genre on the command line; see ``GenreName``.
struct GenreArgument: ExpressibleByArgument {
    let name: GenreName

    init(argument: String) { name = GenreName(argument) }

    /// The whole store, which is the default.
    static let all = GenreArgument(argument: "all")

    var defaultValueDescription: String { name.text }
}
