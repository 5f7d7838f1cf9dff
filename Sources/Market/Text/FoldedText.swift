/// Text normalized for searching: without case, accents, spaces and punctuation, and with `&` as "and".
public enum FoldedText {
    /// Returns the folded text: "Photo & Video", `photo-and-video` and "PHOTO AND VIDEO" are all `photoandvideo`; "Côte d’Ivoire" is
    /// `cotedivoire`. Letters of other scripts stay as they are, in lower case.
    ///
    /// - Complexity: Linear in the length; only the first 200 characters are used.
    public static func folded(_ text: String) -> String {
        if text.utf8.prefix(200).allSatisfy({ $0 < 0x80 }) { return foldedASCII(text) }
        var folded = ""
        for scalar in String(text.prefix(200)).lowercased().unicodeScalars {
            if scalar == "&" {
                folded += "and"
            } else if let letter = base(of: scalar) {
                folded.unicodeScalars.append(letter)
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    private static func foldedASCII(_ text: String) -> String {
        var folded: [UInt8] = []
        for byte in text.utf8.prefix(200) {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): folded.append(byte)
            case UInt8(ascii: "&"): folded += Array("and".utf8)
            default: break
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Returns `o` for `ô`, using the Unicode name: LATIN SMALL LETTER O WITH CIRCUMFLEX.
    private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard !scalar.isASCII, let words = scalar.properties.name?.split(separator: " "), words.count > 5,
            words[0] == "LATIN", words[1] == "SMALL", words[2] == "LETTER", words[3].utf8.count == 1,
            words[4] == "WITH"
        else { return nil }
        return words[3].lowercased().unicodeScalars.first
    }
}
