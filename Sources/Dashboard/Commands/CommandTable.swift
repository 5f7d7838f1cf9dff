public import Canvas

/// The one table from which keys, the bottom line, the help page, the palette and the manual are made.
public struct CommandTable: Sendable {
    public struct Row: Sendable {
        public let command: Command
        public internal(set) var keys: [Key]
        /// What it does, in a few words.
        public let title: String
        let group: Group
        /// `nil` works on every page.
        var pages: Set<Page>?
        /// A word for the bottom line; `nil` keeps it out of there.
        var hint: String?
        /// What may follow the name in the palette; `nil` takes nothing.
        var argument: CommandArgument?

        /// Whether it does anything on `page`.
        func works(on page: Page) -> Bool { pages?.contains(page) ?? true }
    }

    enum Group: String, CaseIterable, Sendable {
        case move = "Move"
        case pages = "Pages"
        case find = "Find and sort"
        case time = "Time"
        case figures = "Figures and charts"
        case other = "Other"
    }

    public internal(set) var rows: [Row]
    private var byKey: [Key: [Row]] = [:]
    private let byName: [String: Int]

    /// - Precondition: every command has one row.
    init(rows: [Row]) {
        self.rows = rows
        byName = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.command.rawValue, $0) })
        index()
    }

    /// With the keys that everybody begins with.
    public static let standard = CommandTable(rows: standardRows)

    mutating func index() {
        byKey = Dictionary(grouping: rows.flatMap { row in row.keys.map { ($0, row) } }, by: \.0)
            .mapValues { $0.map(\.1) }
    }

    /// What `key` does on `page`.
    func command(for key: Key, on page: Page) -> Command? {
        byKey[key]?.first { $0.works(on: page) }?.command
    }

    func row(of command: Command) -> Row? { row(named: command.rawValue) }

    func row(named name: String) -> Row? { byName[name].map { rows[$0] } }

    func position(of name: String) -> Int? { byName[name] }

    /// The first key of a command, as a sentence names it.
    func label(_ command: Command) -> String { row(of: command)?.keys.first?.label ?? ":\(command.rawValue)" }

    /// The rows that the bottom line names on `page`.
    func hints(on page: Page) -> [Row] { rows.filter { $0.hint != nil && $0.works(on: page) } }
}
