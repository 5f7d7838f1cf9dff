import Foundation
package import Input
public import Market

/// A report of Appfigures as a source, such as `appfigures:ranks/us,jp`. `docs/vendors.md` names the documentation that
/// the requests follow.
public struct AppfiguresReport: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// Ranks by the hour.
        case ranks
        /// One rank a day.
        case dailyRanks = "daily-ranks"
        /// Estimated downloads by day.
        case estimates
    }

    public let kind: Kind
    /// The storefronts of the report, sorted.
    public let storefronts: [Storefront]

    /// The host of Appfigures' API.
    package static let host = "api.appfigures.com"
    private static let prefix = "appfigures:"
    /// The deepest rank that is requested, which is the default of the API.
    private static let rankLimit = 400

    /// Returns whether a text names a source at Appfigures, possibly one that doesn't exist.
    package static func matches(_ text: String) -> Bool { text.hasPrefix(prefix) }

    /// Parses the name of a source: `appfigures:` and the kind of the report, followed by its storefronts (default: the
    /// US).
    package init(_ text: String) throws(InputError) {
        let parts = text.dropFirst(Self.prefix.count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let kind = parts.first.flatMap({ Kind(rawValue: String($0)) }) else {
            let kinds = Kind.allCases.map { Self.prefix + $0.rawValue }
            throw InputError(text, "unknown Appfigures source; use \(TextList.or(kinds))")
        }
        self.kind = kind
        var storefronts: Set<Storefront> = []
        let list = parts.count == 2 ? parts[1] : "us"
        for word in list.split(separator: ",", omittingEmptySubsequences: false) {
            do throws(InvalidText) {
                storefronts.insert(try Storefront.parse(String(word), in: .googlePlay))
            } catch {
                throw InputError(text, error.problem)
            }
        }
        self.storefronts = storefronts.sorted()
    }

    /// The name of the source.
    package var text: String { "\(Self.prefix)\(kind.rawValue)/\(codes(separator: ","))" }

    /// A URL that stands for the report, to find duplicate sources.
    var address: URL? { URL(string: "https://\(Self.host)/v2/\(kind.rawValue)?countries=\(codes(separator: ","))") }

    /// Whether the report has ranks.
    var providesCharts: Bool { kind != .estimates }

    /// The name of the bundled mapping for the report's documents.
    package var mapping: String { kind == .estimates ? "appfigures-estimates" : "appfigures-ranks" }

    /// Returns the URL of a request as text, with `{start}` and `{end}` in place of its first and last day.
    ///
    /// - Parameter products: Appfigures' ids of the apps.
    package func template(products: some Sequence<String>) -> String {
        let base = "https://\(Self.host)/v2"
        let ids = products.sorted().joined(separator: ",")
        switch kind {
        case .ranks, .dailyRanks:
            let granularity = kind == .ranks ? "hourly" : "daily"
            return "\(base)/ranks/\(ids)/\(granularity)/{start}/{end}"
                + "?countries=\(codes(separator: ";"))&filter=\(Self.rankLimit)&tz=utc&format=json"
        case .estimates:
            return "\(base)/reports/estimates?group_by=products,countries,dates&granularity=daily"
                + "&start_date={start}&end_date={end}&products=\(ids)&countries=\(codes(separator: ","))&format=flat"
        }
    }

    private func codes(separator: String) -> String { storefronts.map(\.code).joined(separator: separator) }
}
