import ArgumentParser
import Market

/// Charts on the command line: `us/top-free`, or `us/top-free/games` for a genre's.
struct ChartArgument: ExpressibleByArgument {
    private let storefront: String
    private let kind: ChartKind
    private let genre: GenreArgument

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count), !parts[0].isEmpty, let kind = ChartKind(parts[1]) else { return nil }
        (storefront, self.kind) = (parts[0], kind)
        genre = parts.count == 3 ? GenreArgument(argument: parts[2]) : .all
    }

    /// Whether a chart is meant, in either store and every edition.
    func names(_ chart: Chart) -> Bool {
        guard let named = try? Storefront.parse(storefront, in: chart.store) else { return false }
        return chart.storefront == named && chart.kind == kind && genre.names(genreOf: chart)
    }
}
