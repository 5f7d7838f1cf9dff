import Input

/// The lines and columns of the keys and values in a TOML text. The TOML library provides positions only for syntax
/// errors.
///
/// A path consists of the names of tables and keys from the root, and of the indices of elements in lists and in
/// `[[tables]]`, as in `["source", "1", "interval"]`. The text must be valid TOML 1.0. For other text the positions are
/// meaningless, but the scan still ends at the end of the text. Columns count Unicode scalars, like those of the TOML
/// library.
struct TOMLPositions: Sendable {
    /// A control character in a string, and the position of the character or its escape.
    struct Control: Hashable, Sendable {
        var scalar: Unicode.Scalar
        var position: TextPosition
    }

    private var keys: [[String]: TextPosition] = [:]
    private var values: [[String]: TextPosition] = [:]
    private var controls: [[String]: [Control]] = [:]

    init(of text: String) {
        var scanner = TOMLScanner(text)
        scanner.scan()
        (keys, values) = (scanner.keys, scanner.values)
        controls = scanner.controls
    }

    /// Returns the position of a key's name or a table's header, or `nil` if there is none at the path.
    func key(_ path: [String]) -> TextPosition? { keys[path] }

    /// Returns the position at which the value of a key or an element of a list starts, or `nil` if there is none at
    /// the path.
    func value(_ path: [String]) -> TextPosition? { values[path] }

    /// Returns the control characters in the string at a path, in order. The TOML library truncates strings at U+0000,
    /// so control characters can't be found reliably in its values.
    func controls(_ path: [String]) -> [Control] { controls[path] ?? [] }
}
