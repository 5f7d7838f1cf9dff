/// On which line and in which column the keys of a TOML text stand. The TOML library tells that only of what is no TOML.
///
/// A path names the tables and keys from the top; an element of a list or of `[[tables]]` is its number from 0, as in
/// `["source", "1", "every"]`. The text is taken to be TOML 1.0 already: of other text the positions are meaningless, but
/// reading it ends and takes no more than its length.
struct TOMLPositions: Sendable {
    /// From 1; a column counts Unicode scalars, as the TOML library's columns do.
    struct Position: Hashable, Comparable, CustomStringConvertible, Sendable {
        var line: Int
        var column: Int

        var description: String { "line \(line), column \(column)" }

        static func < (left: Position, right: Position) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    /// A control character of a string, and where it or its escape is written.
    struct Control: Hashable, Sendable {
        var scalar: Unicode.Scalar
        var position: Position
    }

    private var keys: [[String]: Position] = [:]
    private var values: [[String]: Position] = [:]
    private var controls: [[String]: [Control]] = [:]

    init(of text: String) {
        var scanner = TOMLScanner(text)
        scanner.scan()
        (keys, values) = (scanner.keys, scanner.values)
        controls = scanner.controls
    }

    /// Where a key's name is written; of a table, its header.
    func key(_ path: [String]) -> Position? { keys[path] }

    /// Where that begins to which a key is set, or an element of a list.
    func value(_ path: [String]) -> Position? { values[path] }

    /// The control characters of the string to which a key is set, or of an element of a list, in their order. The TOML
    /// library ends a string before U+0000, so only this tells that there was one.
    func controls(_ path: [String]) -> [Control] { controls[path] ?? [] }
}
