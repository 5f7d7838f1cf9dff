/// Returns the part of a text that distinguishes it from similar texts, as a range of characters: from its first to its
/// last difference from them, extended to whole words. A text is similar if at most half of the characters differ. If no
/// text is similar, returns an empty range at the end.
///
/// - Parameter others: The texts to compare with. The text itself may be among them.
/// - Complexity: O(characters of all texts).
public func differingPart(of text: String, among others: some Sequence<String>) -> Range<Int> {
    let own = Array(text)
    var part: Range<Int>?
    for other in others where other != text {
        let other = Array(other)
        let start = zip(own, other).prefix { $0 == $1 }.count
        let shared = zip(own.reversed(), other.reversed()).prefix { $0 == $1 }.count
        let end = own.count - min(shared, min(own.count, other.count) - start)
        guard 2 * (end - start) <= own.count else { continue }
        part = min(start, part?.lowerBound ?? start)..<max(end, part?.upperBound ?? end)
    }
    guard let part else { return own.count..<own.count }
    func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
    let start = part.lowerBound - own[..<part.lowerBound].reversed().prefix(while: isOfWord).count
    let end = part.upperBound + own[part.upperBound...].prefix(while: isOfWord).count
    return start..<end
}
