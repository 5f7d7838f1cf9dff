import ArgumentParser
import Market
import Setup

/// A chart on the command line, such as `us/top-free`, or `us/top-free/games` for a genre.
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

    /// Returns whether this argument names the given chart, regardless of the chart's store and edition.
    func matches(_ chart: Chart) -> Bool {
        guard let named = try? Storefront.parse(storefront, in: chart.store) else { return false }
        return chart.storefront == named && chart.kind == kind && genre.name.matches(genreOf: chart)
    }
}
