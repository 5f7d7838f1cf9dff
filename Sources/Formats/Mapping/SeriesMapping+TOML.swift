import Input
import Market
import TOML

extension SeriesMapping {
    /// The fields that a series can name. The times are those of its points.
    private static let fields = Mapping.Field.allCases.filter { $0 != .date }
    private static let common = ["path", "id", "id_after", "own_ids", "times", "points", "time"]

    /// Reads the `[series]` section of a mapping file.
    static func ranks(_ table: TOMLReader) throws(InputError) -> SeriesMapping {
        try table.only(common + ["ranks", "rank"] + fields.map(\.rawValue))
        return try SeriesMapping(table, content: .ranks, values: "ranks", value: "rank")
    }

    /// Reads the `[counts]` section of a mapping file.
    static func counts(_ table: TOMLReader) throws(InputError) -> SeriesMapping {
        try table.only(
            common + ["values", "value", "metric", "kind", "publisher"]
                + [Mapping.Field.store, .storefront].map(\.rawValue)
        )
        let metrics = Metric.allCases.filter { $0.isWhole && $0.addsUp }
        let metric = try table.value(
            "metric",
            { text in metrics.first { $0.rawValue == text } },
            TextList.or(metrics.map(\.rawValue))
        )
        let kinds: [FigureKind] = [.exact, .measured, .estimate, .claim]
        let kind = try table.value(
            "kind",
            { text in kinds.first { $0.rawValue == text } },
            TextList.or(kinds.map(\.rawValue))
        )
        let publisher = try table.value(
            "publisher",
            { text in text.count <= 60 ? text : nil },
            "a name of at most 60 characters"
        )
        let content = Content.counts(metric: metric, kind: kind, publisher: UntrustedText.sanitized(publisher))
        return try SeriesMapping(table, content: content, values: "values", value: "value")
    }

    private init(_ table: TOMLReader, content: Content, values: String, value: String) throws(InputError) {
        self.content = content
        path = try table.path("path")
        let known = Self.fields.map(\.rawValue) + [Self.appField]
        if let unknown = path.fields.first(where: { !known.contains($0) }) {
            throw table.error("path", "unknown field {\(unknown)}; use \(known.joined(separator: ", "))")
        }
        if table.has("times") {
            if let surplus = ["points", "time", value].first(where: table.has) {
                throw table.error(surplus, "can't be combined with \"times\"")
            }
            points = .lists(times: try table.single("times"), values: try table.single(values))
        } else {
            guard !table.has(values) else { throw table.error(values, "also needs \"times\"") }
            points = .objects(
                points: try table.optionalPath("points") ?? MappingPath.itself,
                time: try table.single("time"),
                value: try table.single(value)
            )
        }
        id = try table.optionalPath("id")
        guard (id == nil) == path.fields.contains(Self.appField) else {
            throw table.error(
                id == nil ? nil : "id",
                id == nil
                    ? "missing id; set \"id\", or use {app} in \"path\"" : "can't be combined with {app} in \"path\""
            )
        }
        idAfter = try table.optionalText("id_after")
        hasOwnIDs = try table.flag("own_ids")
        for field in Self.fields where table.has(field.rawValue) {
            let paths =
                table.values(field.rawValue) == nil
                ? [try table.single(field.rawValue)] : try table.paths(field.rawValue)
            fields[field] = paths
        }
    }
}

extension TOMLReader {
    /// Returns the paths in a list, each of which selects a single value.
    fileprivate func paths(_ key: String) throws(InputError) -> [MappingPath] {
        let expected = "paths such as category.name, without * or braces"
        let paths = try list(key, { MappingPath($0).flatMap { $0.isSingle ? $0 : nil } }, expected) ?? []
        guard !paths.isEmpty else { throw error(key, "expected \(expected)") }
        return paths
    }
}
