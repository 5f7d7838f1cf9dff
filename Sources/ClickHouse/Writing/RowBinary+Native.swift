/// Blocks of rows in ClickHouse's `Native` format: values encoded as in `RowBinary`, but column by column. The server
/// takes in such rows with a third less processor time.
extension RowBinaryWriter {
    /// Begins a block. The columns follow in the same order, each with ``addColumn(_:_:)``.
    mutating func beginBlock(columns: Int, rows: Int) {
        addLength(columns)
        addLength(rows)
    }

    /// Adds a column of a block.
    ///
    /// - Parameter addValues: A closure that adds a value for each row.
    mutating func addColumn(_ column: EngineTable.Column, _ addValues: (inout Self) -> Void) {
        add(column.name)
        add(column.type)
        addValues(&self)
    }

    /// Adds numbers one after another, without their count.
    mutating func add<Value: FixedWidthInteger>(values: [Value]) {
        values.map(\.littleEndian).withUnsafeBytes { add(encoded: $0) }
    }

    /// Adds the same bytes several times.
    mutating func add(encoded: [UInt8], count: Int) {
        reserve(encoded.count * count)
        for _ in 0..<count { add(encoded: encoded) }
    }
}
