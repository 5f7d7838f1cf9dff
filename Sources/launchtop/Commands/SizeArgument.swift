import ArgumentParser
import Canvas

/// A screen size in columns and rows, such as `120x40`.
struct SizeArgument: ExpressibleByArgument, Sendable {
    let size: Size

    static let standard = SizeArgument(size: Size(columns: 80, rows: 24))

    init(size: Size) { self.size = size }

    init?(argument: String) {
        let parts = argument.split(separator: "x").map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let rows = parts[1], (1...1000).contains(columns),
            (1...1000).contains(rows)
        else { return nil }
        size = Size(columns: columns, rows: rows)
    }

    var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}
