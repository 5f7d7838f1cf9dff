import Canvas
import Market

/// The number of reviews with each number of stars.
struct ReviewCounts: Hashable, Sendable {
    /// The numbers of reviews with 1 to 5 stars.
    private var byStars = Array(repeating: 0, count: 5)

    init(_ reviews: some Sequence<AppReview>) {
        for review in reviews where (1...5).contains(review.stars) { byStars[review.stars - 1] += 1 }
    }

    var total: Int { byStars.reduce(0, +) }

    subscript(stars: Int) -> Int { byStars[stars - 1] }

    /// The mean number of stars; `nil` without reviews.
    var average: Double? {
        let sum = (1...5).reduce(0) { $0 + $1 * self[$1] }
        return total > 0 ? Double(sum) / Double(total) : nil
    }

    /// The mean number of stars as text: "3.7 stars".
    var averageText: String? {
        average.map { NumberFormat.tenths($0) }.map { $0 == "1" ? "1 star" : "\($0) stars" }
    }

    /// The counts as text, most stars first: "5 stars: 120, 4: 30, 3: 10, 2: 8, 1: 144".
    var text: String {
        (1...5).reversed().map { "\($0)\($0 == 5 ? " stars" : ""): \(NumberFormat.grouped(self[$0]))" }
            .joined(separator: ", ")
    }

    /// Returns a line with a bar for each number of stars, most stars first. The longest bar has at most 40 columns.
    func bars(width: Int, theme: Theme) -> [[StyledText]] {
        let most = byStars.max() ?? 0
        let digits = NumberFormat.grouped(most).count
        let columns = max(0, min(40, width - digits - 4))
        return (1...5).reversed().map { stars in
            let count = NumberFormat.grouped(self[stars])
            let length = most > 0 ? (self[stars] * columns + most - 1) / most : 0
            let space = String(repeating: " ", count: digits - count.count)
            return [
                StyledText("\(stars) ", theme.faint), StyledText("\(space)\(count) ", theme.text),
                StyledText(String(repeating: "█", count: length), theme.bar),
            ]
        }
    }

    var json: JSONText { .object((1...5).reversed().map { ("\($0)", .of(self[$0])) }) }
}
