import Market

extension TOMLReader {
    /// Returns the value of a key, parsed with a parser that has its own error messages.
    func value<Value>(
        _ key: String,
        _ parser: (String) throws(InvalidText) -> Value
    ) throws(IngestError) -> Value {
        try parsed(try text(key), key, parser)
    }

    /// Returns a parsed list; `nil` if the key is missing.
    func list<Value>(
        _ key: String,
        _ parser: (String) throws(InvalidText) -> Value
    ) throws(IngestError) -> [Value]? {
        guard has(key) else { return nil }
        var values: [Value] = []
        for (index, text) in try texts(key).enumerated() { values.append(try parsed(text, key, at: index, parser)) }
        return values
    }

    /// Parses the text of a key and adds the location to errors.
    func parsed<Value>(
        _ text: String,
        _ key: String,
        at index: Int? = nil,
        _ parser: (String) throws(InvalidText) -> Value
    ) throws(IngestError) -> Value {
        do throws(InvalidText) {
            return try parser(text)
        } catch {
            throw fault(key, error.problem, at: index)
        }
    }
}
