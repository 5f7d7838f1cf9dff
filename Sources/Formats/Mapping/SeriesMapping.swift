import Market

/// A type that describes where series of values over time are in a vendor's JSON, each about one app: its ranks in a
/// chart, or its counts in a storefront.
struct SeriesMapping: Hashable, Sendable {
    /// What the values of the series are.
    enum Content: Hashable, Sendable {
        case ranks
        /// Counts by day.
        case counts(metric: Metric, kind: FigureKind, publisher: String)
    }

    /// The name of the field in a path that captures the id of the app.
    static let appField = "app"

    let content: Content
    /// Path to the series.
    let path: MappingPath
    let points: PointPaths
    /// Path to the id of the app in a series; `nil` if the path captures it.
    var id: MappingPath?
    /// Text that precedes the id.
    var idAfter: String?
    /// Whether the ids are the vendor's own, which the source's settings translate.
    var hasOwnIDs = false
    /// Paths to fields in a series. The values at several paths are joined by spaces.
    var fields: [Mapping.Field: [MappingPath]] = [:]

    /// The name of the section in a mapping file.
    var section: String { content == .ranks ? "series" : "counts" }

    /// Returns the texts at the paths to fields in a series. A field without a text at one of its paths is missing.
    func texts(in series: JSONValue) -> [Mapping.Field: String] {
        fields.compactMapValues { paths in
            let texts = paths.compactMap { $0.value(in: series)?.textOrNumber }
            return texts.count == paths.count ? texts.joined(separator: " ") : nil
        }
    }
}
