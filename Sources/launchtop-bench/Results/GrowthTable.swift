/// A table of the figures that were measured with several numbers of charts or points, one row for each figure.
struct GrowthTable {
    /// The size of the data in the name of a figure, such as "525_charts_17m_points".
    private struct Size: Hashable, Comparable {
        let charts: Int
        /// The number of points in millions; 0 if unknown.
        let points: Int

        /// The text in the heading: "525 charts, 17 M".
        var text: String {
            let parts = [charts > 0 ? "\(charts) charts" : nil, points > 0 ? "\(points) M" : nil]
            return parts.compactMap(\.self).joined(separator: ", ")
        }

        static func < (one: Size, other: Size) -> Bool { (one.charts, one.points) < (other.charts, other.points) }
    }

    /// The rows of the table with their headings, or an empty list if no figure was measured with several sizes.
    let rows: [[String]]

    /// Creates a table of figures.
    ///
    /// - Parameter figures: The names, values and units of the figures.
    init(of figures: [(name: String, value: Double, unit: String)], format: (Double) -> String) {
        var values: [String: [Size: String]] = [:]
        var titles: [String] = []
        for (name, value, unit) in figures {
            guard let (title, size) = Self.parts(of: name, unit: unit) else { continue }
            if values[title] == nil { titles.append(title) }
            values[title, default: [:]][size] = format(value)
        }
        titles.removeAll { (values[$0]?.count ?? 0) < 2 }
        let sizes = Set(titles.flatMap { values[$0].map { Array($0.keys) } ?? [] }).sorted()
        let heading = ["growth"] + sizes.map(\.text)
        let all = titles.map { title in [title] + sizes.map { values[title]?[$0] ?? "–" } }
        rows = titles.isEmpty ? [] : [heading] + all
    }

    /// Splits the name of a figure, such as "show_app_525_charts_17m_points_ms" or "q1_us_10m"; returns `nil` if it has no
    /// size.
    private static func parts(of name: String, unit: String) -> (title: String, size: Size)? {
        var (words, charts, points): ([Substring], Int, Int) = ([], 0, 0)
        for word in name.split(separator: "_") {
            if word == "charts", let number = words.last.flatMap({ Int($0) }) {
                charts = number
                words.removeLast()
            } else if word.last == "m", let number = Int(word.dropLast()) {
                points = number
            } else if word != "points", word != "ms", word != "us", word != "mb" {
                words.append(word)
            }
        }
        guard charts > 0 || points > 0 else { return nil }
        return ("\(words.joined(separator: " ")), \(unit)", Size(charts: charts, points: points))
    }
}
