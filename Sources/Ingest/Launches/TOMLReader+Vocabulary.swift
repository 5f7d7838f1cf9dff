import Market

extension TOMLReader {
    /// The value of a key by a parser of the vocabulary, which says itself what is wrong.
    func value<Value>(
        _ key: String,
        _ parser: (String) throws(InvalidText) -> Value
    ) throws(IngestError) -> Value {
        try parsed(try text(key), key, parser)
    }

    /// The same for a list; `nil` where the key is absent.
    func list<Value>(
        _ key: String,
        _ parser: (String) throws(InvalidText) -> Value
    ) throws(IngestError) -> [Value]? {
        guard has(key) else { return nil }
        var values: [Value] = []
        for (index, text) in try texts(key).enumerated() { values.append(try parsed(text, key, at: index, parser)) }
        return values
    }

    /// The value of text that a key has, by a parser of the vocabulary.
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
