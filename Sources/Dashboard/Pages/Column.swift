import Canvas

/// A column of a page, which defines a cell on screen and in text exports, fields in JSON and CSV exports, and a sort
/// order.
///
/// Columns are listed in the order of exports. A column without a heading isn't shown; it's only exported or used for
/// sorting.
struct Column<Row> {
    /// The title and widths; `nil` if the column isn't shown.
    private(set) var heading: TableLayout.Column?
    /// The position on screen; `nil` if it's the same as in exports.
    private(set) var position: Int?
    private(set) var cell: (Row) -> RoleText = { _ in RoleText("") }
    private(set) var fields: [Field<Row>] = []
    private(set) var order: SortOrder<Row>?

    /// Creates a column that's shown.
    ///
    /// - Parameters:
    ///   - width: The minimum and the maximum useful width.
    ///   - priority: The column with the highest number is dropped first if space is short; 0 is never dropped.
    ///   - position: The position on screen, if it differs from the one in exports.
    init(
        _ title: String,
        _ width: ClosedRange<Int>,
        priority: Int = 0,
        isRightAligned: Bool = false,
        at position: Int? = nil,
        cell: @escaping (Row) -> RoleText
    ) {
        heading = TableLayout.Column(
            title,
            minimum: width.lowerBound,
            maximum: width.upperBound,
            priority: priority,
            isRightAligned: isRightAligned
        )
        self.position = position
        self.cell = cell
    }

    private init() {}

    /// A column that isn't shown.
    static var hidden: Column { Column() }

    /// Returns the column with a field added to its exports.
    ///
    /// - Parameters:
    ///   - key: The key in JSON, and the name in the first line of CSV.
    ///   - value: A function that returns the value; `nil` omits the key from JSON and leaves the field empty in CSV.
    func field(_ key: String, _ use: FieldUse = .all, _ value: @escaping (Row) -> JSONText?) -> Column {
        var column = self
        column.fields.append(Field(key: key, use: use, value: value))
        return column
    }

    /// Returns the column with a sort order. Rows without a key come last.
    ///
    /// - Parameters:
    ///   - name: The name in the palette.
    ///   - label: The label in the picker (default: the name).
    ///   - isDefault: Whether rows have this order unless the user chooses another.
    func sorted<Key: Comparable>(
        _ name: String,
        _ label: String? = nil,
        isDefault: Bool = false,
        by key: @escaping (Row) -> Key?
    ) -> Column {
        var column = self
        column.order = SortOrder(SortChoice(name: name, label: label ?? name, isDefault: isDefault), key: key)
        return column
    }
}

/// The exports that contain a field.
enum FieldUse {
    case all, json, csv
}

/// A named value of a row in exports.
struct Field<Row> {
    let key: String
    let use: FieldUse
    let value: (Row) -> JSONText?
}
