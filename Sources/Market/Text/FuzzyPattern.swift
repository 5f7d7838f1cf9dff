/// A search query that matches and scores texts. A text matches if it contains the letters of each word of the query in
/// order. Case, accents, spaces and punctuation are ignored, as in ``FoldedText``. The words may match in any order.
///
/// Letters that begin a word and letters that follow each other score higher. Texts in which the letters are scattered
/// don't match.
public struct FuzzyPattern: Hashable, Sendable {
    /// The folded words.
    let terms: [[UInt8]]

    /// The maximum number of bytes of a word; a longer word matches nothing.
    static let termLimit = 64
    /// The maximum number of bytes of a text in which words are searched for.
    static let textLimit = 256

    public init(_ text: String) {
        terms = text.split(separator: " ").map { Array(FoldedText.folded(String($0)).utf8) }.filter { !$0.isEmpty }
    }

    /// Whether the query has no letters or digits.
    public var isEmpty: Bool { terms.isEmpty }

    /// Returns a text's score, which is higher for better matches; `nil` if the text doesn't match.
    ///
    /// - Complexity: O(text · query).
    public func score(_ text: FuzzyText) -> Int? {
        let scorer = FuzzyScorer(self)
        return text.bytes.withUnsafeBufferPointer { scorer.score($0, wordStarts: text.wordStarts) }
    }

    /// Returns whether each word of the query occurs in the text literally.
    public func occurs(in text: FuzzyText) -> Bool {
        !isEmpty && terms.allSatisfy { text.bytes.firstRange(of: $0) != nil }
    }

    /// Returns the positions of the matched scalars; empty if the text doesn't match.
    public func positions(in scalars: some Sequence<Unicode.Scalar>) -> Set<Int> {
        let text = FuzzyText(scalars, keepsOrigins: true)
        return Set(FuzzyScorer(self).positions(in: text).map { text.origins[$0] })
    }
}
