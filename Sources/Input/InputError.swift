import Market

/// An error in a file or a source, with its location and a description of the problem.
///
/// The description has the form `config.toml:12:9: [polling] interval: invalid duration "5"`. Unknown parts are
/// omitted.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or URL, without secrets.
    public let origin: String
    /// The line and column in a text file; `nil` if unknown.
    public let position: TextPosition?
    /// The part of the document, such as `[polling] interval` or `feed.entry[3]`; `nil` if the error is about the whole
    /// document.
    public let location: String?
    public let problem: String
    /// The number of problems that this error represents; greater than 1 if the error also represents unlisted
    /// problems.
    public let count: Int
    /// The kind of item in which the problem occurs, if this error represents several errors with the same problem;
    /// otherwise `nil`.
    public let repeats: Repeats?
    /// The number of documents in which the problem occurs.
    public let documents: Int

    /// The kind of item in which the same problem occurs several times.
    public enum Repeats: String, Hashable, Sendable {
        case lines, entries, documents
    }

    public init(
        _ origin: String,
        position: TextPosition? = nil,
        at location: String? = nil,
        _ problem: String,
        count: Int = 1,
        repeats: Repeats? = nil,
        documents: Int = 1
    ) {
        self.origin = origin
        self.position = position
        self.location = location
        self.problem = problem
        self.count = count
        self.repeats = repeats
        self.documents = documents
    }

    public init(_ origin: String, line: Int, column: Int? = nil, at location: String? = nil, _ problem: String) {
        self.init(origin, position: TextPosition(line: line, column: column), at: location, problem)
    }

    public var description: String {
        let source = position.map { "\(origin):\($0)" } ?? origin
        let message = [source, location, problem].compactMap(\.self).joined(separator: ": ")
        guard let repeats, count > 1 else { return message }
        let place = repeats != .documents && documents > 1 ? " in \(NumberFormat.grouped(documents)) documents" : ""
        return "\(message) (first of \(NumberFormat.grouped(count)) \(repeats.rawValue)\(place))"
    }
}

/// A line, and possibly a column, of a text file. Its description is `12:9`, or `12` without a column.
public struct TextPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The line number, from 1.
    public var line: Int
    /// The column in Unicode scalars, from 1; `nil` if unknown.
    public var column: Int?

    public init(line: Int, column: Int? = nil) { (self.line, self.column) = (line, column) }

    public var description: String { column.map { "\(line):\($0)" } ?? "\(line)" }

    public static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column ?? 0) < (right.line, right.column ?? 0)
    }
}

extension InputError {
    /// Returns a copy of this error that represents `count` errors with the same problem.
    package func first(of count: Int, _ repeats: Repeats, documents: Int = 1) -> InputError {
        InputError(
            origin,
            position: position,
            at: location,
            problem,
            count: count,
            repeats: repeats,
            documents: documents
        )
    }
}

extension [InputError] {
    /// The errors, with all errors that have the same problem merged into the first one.
    package var grouped: [InputError] {
        var positions: [String: Int] = [:]
        var groups: [(first: InputError, documents: Int, count: Int, repeats: InputError.Repeats?)] = []
        for error in self {
            if let position = positions[error.problem] {
                groups[position].documents += 1
                groups[position].count += error.count
                groups[position].repeats = groups[position].repeats ?? error.repeats
            } else {
                positions[error.problem] = groups.count
                groups.append((error, 1, error.count, error.repeats))
            }
        }
        return groups.map { group in
            guard group.documents > 1 else { return group.first }
            // The lines in all documents, if the documents were read in lines.
            guard let repeats = group.repeats else { return group.first.first(of: group.documents, .documents) }
            return group.first.first(of: group.count, repeats, documents: group.documents)
        }
    }
}
