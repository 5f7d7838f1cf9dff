import Foundation

/// Any key of a JSON object.
struct AnyKey: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init(stringLiteral text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// A value that may be broken without breaking the list it is in.
struct Lossy<Value: Decodable>: Decodable {
    let result: Result<Value, DecodingError>

    init(from decoder: any Decoder) throws {
        do {
            result = .success(try Value(from: decoder))
        } catch let error as DecodingError {
            result = .failure(error.relative(to: decoder.codingPath.count))
        }
    }
}

/// A list that is written as a bare object when it holds just one.
struct OneOrMany<Item: Decodable>: Decodable {
    let items: [Item]

    init(from decoder: any Decoder) throws {
        if var list = try? decoder.unkeyedContainer() {
            var items: [Item] = []
            while !list.isAtEnd { items.append(try list.decode(Item.self)) }
            self.items = items
        } else {
            items = [try Item(from: decoder)]
        }
    }
}

/// An id that some collectors write as a number.
struct TextOrNumber: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(UInt64.self) {
            text = String(number)
        } else {
            text = try container.decode(String.self)
        }
    }
}

extension DecodingError {
    /// "feed.results[3].id".
    var place: String? {
        var place = ""
        for key in codingPath where key.stringValue != "(top)" {
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += place.isEmpty ? key.stringValue : "." + key.stringValue
            }
        }
        return place.isEmpty ? nil : place
    }

    /// In words, without the place.
    var problem: String {
        switch self {
        case .keyNotFound(let key, _): "has no “\(key.stringValue)”"
        case .typeMismatch(let type, _): "is not \(Self.name(of: type))"
        case .valueNotFound: "is null"
        case .dataCorrupted(let context): context.debugDescription
        @unknown default: "cannot be read"
        }
    }

    private static func name(of type: Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is [Any].Type: "a list"
        default: "of the expected shape"
        }
    }

    private var codingPath: [any CodingKey] {
        switch self {
        case .keyNotFound(_, let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            context.codingPath
        @unknown default: []
        }
    }

    /// The same error with its path counted from the element that was being read.
    fileprivate func relative(to depth: Int) -> DecodingError {
        func shorten(_ context: Context) -> Context {
            Context(
                codingPath: Array(context.codingPath.dropFirst(depth)),
                debugDescription: context.debugDescription
            )
        }
        return switch self {
        case .keyNotFound(let key, let context): .keyNotFound(key, shorten(context))
        case .typeMismatch(let type, let context): .typeMismatch(type, shorten(context))
        case .valueNotFound(let type, let context): .valueNotFound(type, shorten(context))
        case .dataCorrupted(let context): .dataCorrupted(shorten(context))
        @unknown default: self
        }
    }
}
