import Input

/// The lines and columns of the keys and values in a TOML text. The TOML library only provides them for syntax errors.
///
/// A path consists of the tables and keys from the root; an element of a list or of `[[tables]]` is its index, as in
/// `["source", "1", "interval"]`. The text must be valid TOML 1.0. For other text the positions are meaningless, but the
/// scan still ends after its length. Columns count Unicode scalars, like those of the TOML library.
struct TOMLPositions: Sendable {
    /// A control character of a string, and the position of the character or its escape.
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

    /// Returns the position of a key's name, or of a table's header.
    func key(_ path: [String]) -> TextPosition? { keys[path] }

    /// Returns the start of the value of a key, or of an element of a list.
    func value(_ path: [String]) -> TextPosition? { values[path] }

    /// Returns the control characters in the string at a path, in their order. The TOML library cuts off strings at
    /// U+0000, so they can't be found in its values.
    func controls(_ path: [String]) -> [Control] { controls[path] ?? [] }
}
