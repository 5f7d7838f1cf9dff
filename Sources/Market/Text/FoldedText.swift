/// Functions that normalize text for searching: they remove case, accents, spaces and punctuation, and replace `&` with
/// "and".
public enum FoldedText {
    /// The number of characters of a text that are folded; the rest is ignored.
    static let limit = 200

    /// Returns the folded text: "Photo & Video", `photo-and-video` and "PHOTO AND VIDEO" are all `photoandvideo`; "Côte
    /// d’Ivoire" is `cotedivoire`. Letters of other scripts are kept, in lower case.
    ///
    /// - Complexity: O(length). Only the first 200 characters are used.
    public static func folded(_ text: String) -> String {
        var folded: [UInt8] = []
        for scalar in scalars(of: text) { append(scalar, to: &folded) }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Returns the part of a text that is folded: its first 200 characters.
    static func scalars(of text: String) -> Substring.UnicodeScalarView {
        // Finding characters takes longer than finding bytes, and no character is shorter than a byte.
        (text.utf8.count <= limit ? text[...] : text.prefix(limit)).unicodeScalars
    }

    /// Appends the UTF-8 bytes of a scalar after folding, or nothing if folding drops the scalar.
    static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        guard !scalar.isASCII else { return appendASCII(UInt8(scalar.value), to: &bytes) }
        for lower in scalar.properties.lowercaseMapping.unicodeScalars {
            if let letter = base(of: lower) {
                bytes += UTF8.encode(letter) ?? UTF8.EncodedScalar()
            } else if lower.properties.isAlphabetic || lower.properties.numericType != nil {
                bytes += UTF8.encode(lower) ?? UTF8.EncodedScalar()
            }
        }
    }

    private static func appendASCII(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
        case UInt8(ascii: "&"): bytes += "and".utf8
        default: break
        }
    }

    /// Returns the base letter of a Latin letter, such as `o` for `ô`, derived from its Unicode name: LATIN SMALL
    /// LETTER O WITH CIRCUMFLEX.
    private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard !scalar.isASCII, let words = scalar.properties.name?.split(separator: " "), words.count > 5,
            words[0] == "LATIN", words[1] == "SMALL", words[2] == "LETTER", words[3].utf8.count == 1,
            words[4] == "WITH"
        else { return nil }
        return words[3].lowercased().unicodeScalars.first
    }
}
