public import Canvas

/// The table of commands, which defines the key bindings, key hints, help, palette and manual.
public struct CommandTable: Sendable {
    public struct Row: Sendable {
        public let command: Command
        public internal(set) var keys: [Key]
        /// A short description of the command.
        public let title: String
        let group: Group
        /// The pages on which the command is available; `nil` for all. By default, time commands are available on all
        /// pages that have a timeline.
        let pages: Set<PageID>?
        /// Whether the command is available only on the pages that list it. Other commands are available on all pages,
        /// except that time commands require a page with a timeline.
        let isListedByPages: Bool
        /// The label of the command's key hint in the bottom line; `nil` for no hint.
        let hint: String?
        /// The kind of argument that the command takes in the palette; `nil` if it takes none.
        let argument: CommandArgument?

        init(
            _ command: Command,
            _ keys: [Key],
            _ title: String,
            _ group: Group,
            hint: String? = nil,
            argument: CommandArgument? = nil
        ) {
            self.command = command
            self.keys = keys
            self.title = title
            self.group = group
            self.hint = hint
            self.argument = argument
            let listed = PageList.pages(with: command)
            isListedByPages = listed != nil
            pages = listed ?? (group == .time ? PageList.pagesWithTime : nil)
        }

        /// Returns whether the command is available on `page`.
        func works(on page: PageID) -> Bool { pages?.contains(page) ?? true }
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

    /// Creates a table with the given rows.
    ///
    /// - Precondition: Each command has at most one row.
    init(rows: [Row]) {
        self.rows = rows
        byName = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.command.rawValue, $0) })
        index()
    }

    /// The table with the default key bindings.
    public static let standard = CommandTable(rows: standardRows)

    mutating func index() {
        byKey = Dictionary(grouping: rows.flatMap { row in row.keys.map { ($0, row) } }, by: \.0)
            .mapValues { $0.map(\.1) }
    }

    /// Returns the command to which a key is bound on a page; `nil` if there is none.
    func command(for key: Key, on page: PageID) -> Command? {
        byKey[key]?.first { $0.works(on: page) }?.command
    }

    /// Returns whether a key is bound to a time command.
    func isTimeKey(_ key: Key) -> Bool { byKey[key]?.contains { $0.group == .time } ?? false }

    func row(of command: Command) -> Row? { row(named: command.rawValue) }

    func row(named name: String) -> Row? { byName[name].map { rows[$0] } }

    func position(of name: String) -> Int? { byName[name] }

    /// Returns the label of a command's first key, or `:name` if the command has no key.
    func label(_ command: Command) -> String { row(of: command)?.keys.first?.label ?? ":\(command.rawValue)" }

    /// Returns the label of the first key that opens a page, or `:name` if no key opens the page.
    func label(_ page: PageID) -> String { label(page.command) }

    /// The rows in palette order: pages, common commands, other commands, and finally the commands that move the
    /// selection, for which keys are faster.
    var palette: [Row] {
        let first = PageID.all.map(\.command) + Self.commonCommands
        let rest = rows.filter { !first.contains($0.command) }
        return first.compactMap(row(of:)) + rest.filter { $0.group != .move } + rest.filter { $0.group == .move }
    }

    private static let commonCommands: [Command] = [
        .open, .watch, .launchTime, .at, .export, .add, .theme, .find, .filter, .sort, .chart, .country, .save, .help,
        .quit,
    ]

    /// Returns the rows with key hints on `page`, the most important first. The hint for the finder comes last, since
    /// it's the same on all pages.
    func hints(on page: PageID) -> [Row] {
        let hints = rows.filter { $0.hint != nil && $0.works(on: page) }
        return hints.filter { $0.command != .find } + hints.filter { $0.command == .find }
    }
}
