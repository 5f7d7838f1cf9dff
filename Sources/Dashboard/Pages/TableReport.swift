import Canvas

/// A report with rows and columns. Its table on screen, its text, JSON and CSV exports, and its sort orders are derived
/// from the columns.
protocol TableReport {
    associatedtype Row
    /// The rows that match the filter, sorted.
    var rows: [Row] { get }
    /// The columns in the order of exports.
    var columns: [Column<Row>] { get }
    /// Returns the values of a row that a filter tests.
    func filterRow(_ row: Row) -> FilterRow
    /// Returns the symbols of a row; `nil` if the table's rows have none.
    func symbols(of row: Row) -> RowSymbols?
    /// The index of the column on screen that contains a row's name.
    var nameColumn: Int { get }
    /// The number of rows at the start that don't scroll.
    var pinned: Int { get }
}

extension TableReport {
    func symbols(of row: Row) -> RowSymbols? { nil }
    var nameColumn: Int { 0 }
    var pinned: Int { 0 }

    /// Returns the columns on screen, from left to right.
    static func shown(_ columns: [Column<Row>]) -> [Column<Row>] {
        let headed = columns.filter { $0.heading != nil }
        var shown = headed.filter { $0.position == nil }
        for column in headed.filter({ $0.position != nil }).sorted(by: { $0.position ?? 0 < $1.position ?? 0 }) {
            shown.insert(column, at: min(column.position ?? 0, shown.count))
        }
        return shown
    }

    var sortChoices: [SortChoice] {
        let choices = (Self.shown(columns) + columns.filter { $0.heading == nil }).compactMap(\.order?.choice)
        return choices.filter(\.isDefault) + choices.filter { !$0.isDefault }
    }

    /// Returns the rows that pass a filter, sorted.
    ///
    /// - Parameter sort: The order; `nil` for the default one.
    /// - Complexity: O(rows · log rows), plus the cost of the sort key per row.
    func arranged(_ all: [Row], filter: String, sort: Sort?) -> [Row] {
        let wanted = Filter(filter)
        let passing = wanted.isEmpty ? all : all.filter { wanted.passes(filterRow($0)) }
        let orders = columns.compactMap(\.order)
        let order = orders.first { $0.choice.name == sort?.column } ?? orders.first(where: \.choice.isDefault)
        return order?.sorted(passing, sort?.isReversed ?? false) ?? passing
    }

    /// Returns the whole table, with the symbols of each row before its name.
    ///
    /// - Parameter columns: The columns (default: all that have a heading).
    func content(_ columns: [Column<Row>]? = nil, theme: Theme) -> TableContent {
        let shown = Self.shown(columns ?? self.columns)
        return TableContent(
            columns: shown.compactMap(\.heading),
            rows: rows.map { row in
                var cells = shown.map { theme.styled($0.cell(row)) }
                if let symbols = symbols(of: row) { cells[nameColumn].text = symbols.before(cells[nameColumn].text) }
                return cells
            }
        )
    }

    /// Draws the table with the selected row highlighted, and the symbols of each row in the first column.
    ///
    /// - Parameters:
    ///   - columns: The columns to draw (default: all that have a heading).
    ///   - first: The first visible row in the previous frame.
    /// - Complexity: O(visible cells).
    func draw(
        _ columns: [Column<Row>]? = nil,
        in region: Region,
        selection: Int,
        first: Int,
        theme: Theme,
        on frame: inout Frame
    ) {
        let shown = Self.shown(columns ?? self.columns)
        let hasSymbols = rows.first.map { symbols(of: $0) != nil } ?? false
        let gutter = hasSymbols ? [TableLayout.Column("", minimum: RowSymbols.width)] : []
        var table = Table(
            columns: gutter + shown.compactMap(\.heading),
            count: rows.count,
            titleStyle: theme.faint,
            selectionStyle: theme.selection
        )
        table.pinned = pinned
        table.draw(in: region, selection: selection, first: first, on: &frame) { index in
            let cells = shown.map { theme.styled($0.cell(rows[index])) }
            guard let symbols = symbols(of: rows[index]) else { return cells }
            return [theme.styled(symbols.cell)] + cells
        }
    }

    /// The rows as a list of JSON objects.
    var jsonRows: JSONText { columns.json(rows) }

    /// The rows as CSV, without a trailing newline.
    var csv: String { columns.csv(rows) }
}

extension Array {
    /// Returns rows as a list of JSON objects.
    func json<Row>(_ rows: [Row]) -> JSONText where Element == Column<Row> {
        .list(rows.map { json($0) })
    }

    /// Returns a row as a JSON object.
    func json<Row>(_ row: Row) -> JSONText where Element == Column<Row> {
        let fields = flatMap(\.fields).filter { $0.use != .csv }
        return .object(fields.compactMap { field in field.value(row).map { (field.key, $0) } })
    }

    /// Returns rows as CSV below the names of the fields, without a trailing newline.
    func csv<Row>(_ rows: [Row]) -> String where Element == Column<Row> {
        let fields = flatMap(\.fields).filter { $0.use != .json }
        let lines = [fields.map(\.key)] + rows.map { row in fields.map { $0.value(row)?.csvField ?? "" } }
        return lines.map(CSVText.line).joined(separator: "\n")
    }
}
