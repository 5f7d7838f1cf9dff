import Canvas
import Market

extension ReviewReport {
    var columns: [Column<Row>] {
        [
            .hidden.field("app", .csv) { _ in .text(app.text) },
            Column("date", 12...13) { row in
                RoleText(RankMilestoneText.time(row.review.date, asOf: instant, in: zone), .faint)
            }
            .field("date") { .of($0.review.date) }
            .field("dated") { .bool($0.review.isDated) }
            .sorted("date", "newest first", isDefault: true) { -$0.review.date.seconds },
            Column("in", 2...4) { RoleText($0.storefront.label, .faint) }
                .field("storefront") { .text($0.storefront.code) }
                .sorted("storefront") { $0.storefront.code },
            Column("stars", 5...5, isRightAligned: true) { RoleText("\($0.review.stars)", $0.role) }
                .field("stars") { .of($0.review.stars) }
                .sorted("stars", "fewest stars first") { $0.review.stars },
            Column("version", 7...10, priority: 1) { RoleText(orNoData: $0.review.version, .faint) }
                .field("version") { .of($0.review.version) },
            Column("review", 20...200) { RoleText($0.line) }
                .field("title") { .text($0.review.title) }
                .field("text") { .text($0.review.text) },
            .hidden.field("id") { .text("\($0.review.id)") }
                .field("received") { .of($0.review.receivedAt) }
                .field("kind") { _ in .text(FigureKind.observed.rawValue) }
                .field("source") { _ in .text(ReviewSummary.publisher) },
        ]
    }
}

extension ReviewReport: PlainReport {
    func exportedRows(as format: ExportFormat) -> ExportedRows { ExportedRows(rows.count, of: all) }

    var text: String {
        let title = "reviews of \(name) as of \(TimeFormat.instant(instant, in: zone)), observed in the "
        var lines = ["\(title)\(ReviewSummary.publisher)", heading, counts.text]
        if rows.count < all {
            lines.append("\(NumberFormat.grouped(rows.count)) of \(NumberFormat.grouped(all)) shown")
        }
        lines += [""] + content(theme: .mono).lines
        return lines.map { DisplayText($0).text }.joined(separator: "\n")
    }

    var json: JSONText {
        return .object([
            ("app", .text(app.text)), ("name", .text(name)), ("asOf", .of(instant)), ("since", .of(start)),
            ("count", .of(counts.total)), ("average", .of(counts.average)), ("stars", counts.json),
            ("reviews", jsonRows),
        ])
    }
}
