import Market

extension RatingReport {
    /// Returns the cards of the ratings, one per storefront.
    ///
    /// - Parameter name: The app's name.
    func cards(of name: String) -> [FigureCard] {
        rows.compactMap { row in
            let state = row.point.state
            guard let count = state.ratingCount else { return nil }
            let stars = state.averageRating.map { ", \(NumberFormat.tenths($0)) stars" } ?? ""
            var lines = [
                FigureCard.Line(label: "scope", text: "\(row.storefront.name), all versions"),
                .init(label: "since", text: TimeFormat.instant(row.point.since, in: zone)),
                .init(label: "seen", text: TimeFormat.instant(min(row.point.seen, instant), in: zone)),
            ]
            if let change = Self.text(of: row.change) {
                lines.append(.init(label: "change", text: "\(change), derived"))
            }
            if let version = state.version { lines.append(.init(label: "version", text: version)) }
            if let price = state.price { lines.append(.init(label: "price", text: price.text)) }
            lines.append(.init(label: "source", text: Self.publisher))
            return FigureCard(
                title: "ratings of \(name) in \(row.storefront.label)",
                value: "\(NumberFormat.grouped(count))\(stars)",
                kind: .observed,
                lines: lines
            )
        }
    }
}
