import Market

/// The reason for skipping an entry or a snapshot.
enum MappingError: Error {
    case other(String)
    /// An invalid value, and the name of its field, which is `nil` for an app id.
    case invalid(InvalidText, field: String?)

    init(_ problem: String) { self = .other(problem) }

    var problem: String {
        switch self {
        case .other(let problem): problem
        case .invalid(let error, let field?): "\(field): \(error.problem)"
        case .invalid(let error, nil): error.problem
        }
    }

    /// Calls a parser and prefixes its error message with the field's name.
    static func rethrow<Value>(
        _ field: String? = nil,
        _ parser: () throws(InvalidText) -> Value
    ) throws(MappingError) -> Value {
        do throws(InvalidText) {
            return try parser()
        } catch {
            throw .invalid(error, field: field)
        }
    }
}
